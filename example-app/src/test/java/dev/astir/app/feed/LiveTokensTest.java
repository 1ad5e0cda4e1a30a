package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.ReceivedMessages;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The live feed by API tokens. */
class LiveTokensTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void whatMayReadFollowsTheFeedByHeaderSubprotocolAndEventStream() throws Exception {
        String token = token(null, "read").get("token").asText();
        try (TestReader byHeader = TestReader.connect(app(), "Authorization", "Bearer " + token);
                TestReader bySubprotocol = TestReader.connectBySubprotocol(app(), token);
                EventStream stream =
                        EventStream.open(app(), holder(token), "?channel=activities")) {
            byHeader.subscribe("activities");
            bySubprotocol.subscribe("activities");
            stream.next("subscribed");

            admin.api()
                    .post("/api/activities", Map.of("eventType", "task.created", "message", "one"))
                    .expect(201);

            assertThat(byHeader.nextPut("activities").at("/item/message").asText())
                    .isEqualTo("one");
            assertThat(bySubprotocol.nextPut("activities").at("/item/message").asText())
                    .isEqualTo("one");
            assertThat(stream.next("put").data().at("/item/message").asText()).isEqualTo("one");
        }
    }

    @Test
    void whatMayNotReadDoesNot() {
        String token = token(null, "write", "publish").get("token").asText();

        assertThat(TestReader.connectBySubprotocol(app(), token).closeCode()).isEqualTo(4003);
        assertThatThrownBy(() ->
                        TestReader.handshake(
                                        app(),
                                        new ReceivedMessages(),
                                        "Authorization",
                                        "Bearer " + token,
                                        "astir.v1")
                                .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(e ->
                        assertThat(
                                        ((WebSocketHandshakeException) e.getCause())
                                                .getResponse()
                                                .statusCode())
                                .isEqualTo(403));
        Api.Answer stream = holder(token).api().get("/api/live/events").expect(403);
        assertThat(stream.json().get("type").asText()).endsWith(":scope-missing");
        assertThat(stream.json().get("scope").asText()).isEqualTo("read");
    }

    @Test
    void aTokenThatIsEndedClosesWhatItHoldsOpenAndNothingElse() throws Exception {
        JsonNode made = token(null, "read");
        String token = made.get("token").asText();
        TestReader ends = TestReader.connectBySubprotocol(app(), token);
        ends.subscribe("presence");
        try (TestReader stays = TestReader.connect(app(), bob);
                EventStream stream = EventStream.open(app(), holder(token), "?channel=presence")) {
            stays.subscribe("presence");
            stream.next("subscribed");

            bob.api().delete("/api/tokens/" + made.get("id").asText()).expect(204);

            assertThat(ends.closeCode()).isEqualTo(4001);
            stream.awaitEnd();
            assertThat(stays.subscribe("presence").get("type").asText()).isEqualTo("subscribed");
        }
    }

    /** And is given no time beyond it: there is no fresh one to wait for. */
    @Test
    void aTokensEndIsItsSocketsEnd() {
        Instant soon = Instant.now().plusSeconds(2);
        TestReader reader =
                TestReader.connectBySubprotocol(app(), token(soon, "read").get("token").asText());
        reader.subscribe("presence");

        // Whichever looks first: whoever ends what is over, or whoever asks again about all.
        assertThat(reader.closeCode()).isIn(4001, 4002);
        assertThat(Instant.now()).isAfter(soon);
    }

    private JsonNode token(@Nullable Instant end, String... scopes) {
        Map<String, Object> wanted = new HashMap<>(Map.of("name", "T", "scopes", List.of(scopes)));
        if (end != null) {
            wanted.put("expiresAt", end.toString());
        }
        return bob.api().post("/api/tokens", wanted).expect(201).json();
    }

    /** Bob, as his token knows him. */
    private Person holder(String token) {
        return new Person(
                bob.userId(),
                bob.organizationId(),
                bob.email(),
                token,
                "",
                app().api().with("Authorization", "Bearer " + token));
    }
}
