package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.testing.redis.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happens while Redis is away that keeps who is here, and when it is back with nothing. */
final class PresenceWithoutRedis {

    private PresenceWithoutRedis() {}

    static void assertLived(TestApp app, RedisProcess redis) throws Exception {
        Person admin = app.registerOrganization();
        try (TestAgent agent = TestAgent.connect(app, TestAgent.enrol(app, admin));
                TestReader reader = TestReader.connect(app, admin)) {
            agent.next("welcome");
            reader.subscribe("presence");
            agent.active("vim");
            reader.next(
                    "presence", message -> message.path("event").asText().equals("USER_ONLINE"));
            await().until(() -> application(admin).equals("vim"));

            redis.kill();
            Api.Answer away = admin.api().get("/api/presence").expect(503);
            assertThat(away.header("Retry-After")).isEqualTo("1");
            assertThat(away.json().get("type").asText()).endsWith("service-unavailable");
            admin.api().get("/api/reports/team?from=2026-11-01&to=2026-11-02").expect(200);
            // The line stays, what was recorded is stored, and what is said is kept for later.
            agent.active("mail");
            Instant now = Instant.now();
            assertThat(
                            agent.batch(List.of(TestAgent.span(now.minusSeconds(9), now, "mail")))
                                    .get("accepted"))
                    .hasSize(1);

            redis.startAgain();
            await().atMost(Duration.ofSeconds(30)).until(() -> application(admin).equals("mail"));
            JsonNode put =
                    reader.next(
                            "presence", message -> message.at("/item/app").asText().equals("mail"));
            assertThat(put.has("event")).as("nobody was told that she left").isFalse();
        }
    }

    private static String application(Person admin) {
        Api.Answer answer = admin.api().get("/api/presence");
        return answer.status() == 200 ? answer.json().at("/items/0/app").asText() : "unknown";
    }
}
