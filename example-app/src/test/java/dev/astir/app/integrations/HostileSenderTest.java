package dev.astir.app.integrations;

import static dev.astir.app.integrations.TestSender.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever has the secret may still send anything. */
class HostileSenderTest extends AppTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ?> MAPPING =
            Map.of(
                    "eventType", "/type",
                    "message", "{/message}",
                    "entityId", "/id",
                    "entityName", "/name",
                    "entityUrl", "/url",
                    "actorName", "/who",
                    "timestamp", "/at",
                    "important", "/loud",
                    "metadata", Map.of("data", "/data"));

    private final Person admin = app().registerOrganization();
    private final TestSender sender =
            TestSender.make(
                    app(), admin, Map.of("name", "Any", "kind", "json", "mapping", MAPPING));

    private JsonNode told(Map<String, ?> body) {
        try {
            sender.signed("m-1", JSON.writeValueAsString(body), Map.of()).expect(202);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return sender.told(1).getFirst();
    }

    @Test
    void textsBecomeOneLineThatCanBeStored() {
        JsonNode event =
                told(
                        Map.of(
                                "type", "t",
                                "message", "a\nb\u0000c\u202Ed\uD800e\u001B[31m",
                                "who", "E\nve",
                                "id", "1\t2",
                                "name", "x".repeat(5_000)));

        assertThat(event.get("message").asText())
                .doesNotContain("\n", "\u0000", "\u202E", "\u001B", "\uD800")
                .startsWith("a b");
        assertThat(event.get("actorName").asText()).isEqualTo("E ve");
        assertThat(event.get("entityId").asText()).isEqualTo("1 2");
        assertThat(event.get("entityName").asText()).hasSize(300).endsWith("…");
    }

    @Test
    void anAddressThatIsNoneOfTheWebIsLeftOut() {
        JsonNode event =
                told(
                        Map.of(
                                "type", "t",
                                "message", "m",
                                "url", "javascript:alert(document.cookie)"));

        assertThat(event.get("entityUrl").isNull()).isTrue();
        assertThat(Fitting.url("https://example.org/a?b=c#d"))
                .isEqualTo("https://example.org/a?b=c#d");
        for (String url :
                new String[] {
                    "data:text/html,x",
                    "JavaScript:alert(1)",
                    "//example.org",
                    "/path",
                    "https:///x",
                    "http://exa mple.org",
                    "https://example.org/\n",
                    "https://example.org\\@evil.example"
                }) {
            assertThat(Fitting.url(url))
                    .as(url)
                    .satisfiesAnyOf(
                            fitting -> assertThat(fitting).isNull(),
                            fitting -> assertThat(fitting).isEqualTo("https://example.org/"));
        }
    }

    @Test
    void nobodyStatesWhatTheAppObserves() {
        for (String type :
                new String[] {
                    "user.commented",
                    "session.stopped",
                    "Alert.opened",
                    "integration.user.x",
                    "../user",
                    ".."
                }) {
            assertThat(Fitting.type(type)).as(type).matches("integration(\\.[A-Za-z0-9_-]+)+");
        }
        assertThat(told(Map.of("type", "user.commented", "message", "m")).get("eventType").asText())
                .isEqualTo("integration.user.commented");
    }

    @Test
    void whatIsTooMuchIsLeftOutAndNamed() {
        JsonNode event =
                told(
                        Map.of(
                                "type", "t",
                                "message", "m",
                                "data", Map.of("long", "x".repeat(5_000), "n", 1)));

        assertThat(event.at("/metadata/data/n").asInt()).isEqualTo(1);
        assertThat(event.at("/metadata/data/long").asText()).hasSize(1_000).endsWith("…");
        assertThat(event.at("/metadata/dropped/0").asText()).isEqualTo("data");
    }

    @Test
    void aBodyIsBounded() {
        String large = "{\"type\":\"t\",\"message\":\"%s\"}".formatted("x".repeat(2 << 20));
        String deep = "[".repeat(200) + "]".repeat(200);
        String number = "{\"type\":\"t\",\"message\":\"m\",\"data\":" + "9".repeat(5_000) + "}";

        sender.signed("m-1", large, Map.of()).expect(413);
        sender.signed("m-2", deep, Map.of()).expect(400);
        sender.signed("m-3", number, Map.of()).expect(400);
        // What one of the real ones may have is taken.
        sender.signed(
                        "m-4",
                        "{\"type\":\"t\",\"message\":\"%s\"}".formatted("x".repeat(900_000)),
                        Map.of())
                .expect(202);
        assertThat(sender.told(1).getFirst().get("message").asText()).hasSize(1_000);
    }

    @Test
    void whatIsNoJsonIsRefusedAndSaysSo() {
        for (String body :
                new String[] {"", "{", "nothing", "{} {}", "{\"type\":1,\"type\":2}", "\u0000"}) {
            assertThat(sender.signed("m", body, Map.of()).status()).as(body).isEqualTo(400);
        }
        for (String type :
                new String[] {
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x"
                }) {
            assertThat(
                            sender.signed("m", "{\"type\":\"t\"}", Map.of("Content-Type", type))
                                    .status())
                    .as(type)
                    .isEqualTo(415);
        }
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        JsonNode missing = sender.signed("m-1", "{\"at\": \"soon\"}", Map.of()).expect(400).json();

        assertThat(missing.findValuesAsText("field"))
                .containsExactly("eventType", "message", "timestamp");
        assertThat(
                        sender.signed(
                                        "m-2",
                                        "{\"type\":\"t\",\"message\":\"m\",\"at\":\"2999-01-01T00:00:00Z\"}",
                                        Map.of())
                                .expect(400)
                                .body())
                .contains("timestamp");
        assertThat(sender.answers())
                .extracting(answer -> answer.get("senderId").asText())
                .containsExactly("m-2", "m-1");
        assertThat(sender.answers().getLast().get("problem").asText()).contains("must be");
    }

    @Test
    void aRealOneOfAnotherKindIsRefusedAndNotTold() {
        TestSender gitHub = TestSender.make(app(), admin, "github");

        gitHub.asGitHub("push", "d-1", "[]").expect(400);
        gitHub.asGitHub("push", "d-2", "{\"repository\": 7}").expect(400);
        gitHub.asGitHub("issues", "d-3", body("github-push")).expect(400);
        TestSender gitLab = TestSender.make(app(), admin, "gitlab");
        gitLab.signed("m-1", body("github-push"), Map.of()).expect(400);
    }
}
