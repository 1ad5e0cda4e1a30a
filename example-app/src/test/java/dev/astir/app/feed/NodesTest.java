package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.NodeBus;
import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.postgres.PostgresBus;
import dev.astir.stream.bus.redis.RedisBus;
import dev.astir.testing.redis.RedisProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Two nodes of the app on one database wake each other. */
class NodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void throughTheDatabase() throws IOException {
        nodesHearEachOther(PostgresBus.class, Map.of());
    }

    @Test
    void throughRedis() throws IOException {
        try (RedisProcess redis = RedisProcess.start()) {
            nodesHearEachOther(RedisBus.class, Map.of("ASTIR_REDIS_URL", redis.url()));
        }
    }

    private static void nodesHearEachOther(Class<? extends FeedBus> kind, Map<String, String> more)
            throws IOException {
        Map<String, String> variables = new HashMap<>(more);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            variables.put("ASTIR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
            variables.put("ASTIR_DATABASE_USER", "postgres");
            variables.put("ASTIR_SECRET", "a secret of both nodes, 32 bytes");
            try (TestApp one = TestApp.start(variables);
                    TestApp two = TestApp.start(variables)) {
                assertThat(one.bean(NodeBus.class).bus()).isInstanceOf(kind);
                NodeBus second = two.bean(NodeBus.class);
                await().atMost(PATIENCE).until(one.bean(NodeBus.class)::isConnected);
                await().atMost(PATIENCE).until(second::isConnected);
                // Without a bus the event would come too, by the comparison of heads.
                Set<String> heard = ConcurrentHashMap.newKeySet();
                Person admin = one.registerOrganization();
                try (FeedBus.Subscription hints =
                                second.bus().listen(heads -> heard.addAll(heads.keySet()));
                        TestReader reader = TestReader.connect(two, admin)) {
                    reader.subscribe("activities");

                    admin.api()
                            .post(
                                    "/api/activities",
                                    Map.of("eventType", "task.created", "message", "over there"))
                            .expect(201);

                    assertThat(reader.nextPut("activities").at("/item/message").asText())
                            .isEqualTo("over there");
                    await().atMost(PATIENCE)
                            .until(() -> heard.contains(admin.organizationId().toString()));
                }
            }
        }
    }
}
