package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.identity.Role;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making and changing webhooks. */
class WebhooksTest extends AppTest {

    private static final String URL = "https://127.0.0.1:9/hooks?key=guess";

    private final Person admin = app().registerOrganization();

    @Test
    void areMadeChangedAndDeletedWithATrail() {
        JsonNode made = make(URL, "session.*", "alert.opened", "session.*");
        assertThat(made.get("secret").asText()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.get("name").asText()).isEqualTo("127.0.0.1");
        assertThat(made.get("eventTypes"))
                .extracting(JsonNode::asText)
                .containsExactly("session.*", "alert.opened");
        String path = "/api/webhooks/" + made.get("id").asText();

        JsonNode changed =
                admin.api()
                        .patch(
                                path,
                                Map.of(
                                        "name",
                                        "Payroll",
                                        "eventTypes",
                                        List.of("*"),
                                        "url",
                                        "https://127.0.0.1:9/other"))
                        .expect(200)
                        .json();
        assertThat(changed.get("name").asText()).isEqualTo("Payroll");
        assertThat(changed.get("url").asText()).isEqualTo("https://127.0.0.1:9/other");
        assertThat(changed.has("secret")).isFalse();
        assertThat(admin.api().get("/api/webhooks").expect(200).json().get("items")).hasSize(1);
        String rotated =
                admin.api().post(path + "/secret").expect(200).json().get("secret").asText();
        admin.api().delete(path).expect(204);
        admin.api().get(path).expect(404);

        String trail = admin.api().get("/api/audit").expect(200).body();
        assertThat(trail)
                .contains(
                        "webhook.created",
                        "webhook.changed",
                        "webhook.secret-changed",
                        "webhook.deleted")
                .doesNotContain(made.get("secret").asText(), rotated, "key=guess");
    }

    /** With the machine's clock, since the library has no other. */
    @Test
    void areToldWhatTheLibraryOfTheSpecificationVerifies() throws Exception {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            JsonNode made = make(endpoint.url(), "task.*");
            JsonNode event =
                    admin.api()
                            .post(
                                    "/api/activities",
                                    Map.of(
                                            "eventType",
                                            "task.created",
                                            "message",
                                            "Wash up – “now”"))
                            .expect(201)
                            .json();
            TestAlerts.run(app(), "webhooks");
            admin.api().delete("/api/webhooks/" + made.get("id").asText()).expect(204);

            TestEndpoint.Received received = endpoint.last();
            var library = new com.standardwebhooks.Webhook(made.get("secret").asText());
            library.verify(received.body(), received.headers());
            assertThatThrownBy(() -> library.verify(received.body() + " ", received.headers()))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThat(received.header("content-type")).isEqualTo("application/json");
            JsonNode body = new ObjectMapper().readTree(received.body());
            assertThat(body.get("type").asText()).isEqualTo("task.created");
            assertThat(body.get("timestamp")).isEqualTo(event.get("timestamp"));
            assertThat(body.at("/data/message").asText()).isEqualTo("Wash up – “now”");
            JsonNode shown =
                    admin.api()
                            .get("/api/activities/" + event.get("id").asText())
                            .expect(200)
                            .json();
            body.get("data")
                    .properties()
                    .forEach(field ->
                            assertThat(field.getValue())
                                    .as(field.getKey())
                                    .isEqualTo(shown.get(field.getKey())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[fd00::1]/",
                "https://0x0a000001/",
                "https://167772161/",
                "http://10.0.0.1/"
            })
    void areNotInsideWhateverTheirAddressLooksLike(String url) {
        Api.Answer refused = post(url, List.of("*"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().get("type").asText())
                .matches("urn:astir:problem:address-(not-public|unknown)");
    }

    @Test
    void saysThatAnAddressIsNotPublicInWords() {
        JsonNode refused = post("https://10.0.0.1/", List.of("*")).expect(422).json();

        assertThat(refused.get("type").asText()).isEqualTo("urn:astir:problem:address-not-public");
        assertThat(refused.get("detail").asText())
                .isEqualTo("This server cannot be told of events: it is not at a public address.");
    }

    @Test
    void aChangeIsJudgedAsWell() {
        JsonNode made = make(URL, "*");

        admin.api()
                .patch(
                        "/api/webhooks/" + made.get("id").asText(),
                        Map.of("url", "https://192.168.1.1/"))
                .expect(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "https://ada:secret@127.0.0.1/",
                "https:///nothing",
                "https://127.0.0.1/#part",
                "no address",
                "  "
            })
    void needAnAddressThatCanBeAsked(String url) {
        assertThat(post(url, List.of("*")).expect(400).json().at("/errors/0/field").asText())
                .isEqualTo("url");
    }

    @ParameterizedTest
    @CsvSource({"session*", "'*.started'", "'SESSION STARTED'", "''"})
    void needTypesAsFiltersHaveThem(String type) {
        assertThat(
                        post(URL, List.of("alert.opened", type))
                                .expect(400)
                                .json()
                                .at("/errors/0/field")
                                .asText())
                .startsWith("eventTypes");
    }

    @Test
    void needAtLeastOneType() {
        post(URL, List.of()).expect(400);
        Map<String, Object> none = new HashMap<>();
        none.put("url", URL);
        admin.api().post("/api/webhooks", none).expect(400);
        none.put("eventTypes", Collections.singletonList(null));
        admin.api().post("/api/webhooks", none).expect(400);
    }

    @Test
    void areTwentyAtMost() {
        for (int i = 0; i < Webhooks.MOST; i++) {
            make(URL, "*");
        }

        assertThat(post(URL, List.of("*")).expect(409).json().get("type").asText())
                .endsWith(":too-many-webhooks");
    }

    @Test
    void aTokenNeitherMakesThemNorMovesThem() {
        JsonNode made = make(URL, "*");
        String path = "/api/webhooks/" + made.get("id").asText();
        String token =
                admin.api()
                        .post(
                                "/api/tokens",
                                Map.of(
                                        "name",
                                        "Script",
                                        "scopes",
                                        List.of("admin", "read", "write")))
                        .expect(201)
                        .json()
                        .get("token")
                        .asText();
        Api script = app().api().with("Authorization", "Bearer " + token);

        script.get(path).expect(200);
        script.patch(path, Map.of("name", "Renamed")).expect(200);
        assertThat(
                        script.patch(path, Map.of("url", "https://127.0.0.1:9/elsewhere"))
                                .expect(403)
                                .body())
                .contains(":sign-in-needed");
        script.post(path + "/secret").expect(403);
        script.post("/api/webhooks", Map.of("url", URL, "eventTypes", List.of("*"))).expect(403);
    }

    @Test
    void areForAdministrators() {
        Person mia = app().addUser(admin, Role.MANAGER, "Mia");

        mia.api().get("/api/webhooks").expect(403);
    }

    private JsonNode make(String url, String... types) {
        return post(url, List.of(types)).expect(201).json();
    }

    private Api.Answer post(String url, List<String> types) {
        return admin.api().post("/api/webhooks", Map.of("url", url, "eventTypes", types));
    }
}
