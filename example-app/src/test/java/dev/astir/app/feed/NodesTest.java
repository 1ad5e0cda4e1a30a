package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.capture.TestLineTime;
import dev.astir.app.platform.NodeBus;
import dev.astir.app.platform.RecheckInterval;
import dev.astir.app.presence.PresenceTime;
import dev.astir.app.singlesignon.SignInOverNodes;
import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.postgres.PostgresBus;
import dev.astir.stream.bus.redis.RedisBus;
import dev.astir.testing.redis.RedisProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Several nodes of the app on one database. */
class NodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What comes sooner came by the bus. */
    private static final RecheckInterval NEVER = new RecheckInterval(Duration.ofDays(1));

    private static final RecheckInterval SECOND = new RecheckInterval(Duration.ofSeconds(1));

    @Test
    void wakeEachOtherThroughTheDatabase() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> variables = on(postgres);
            TestLineTime lines = new TestLineTime();
            try (TestApp one = TestApp.start(variables, List.of(NEVER, lines.bean()));
                    TestApp two = TestApp.start(variables, List.of(NEVER, lines.bean()))) {
                new NodePresence(one, two, PresenceTime.inDatabase(one), lines).assertLived();
                assertHeard(PostgresBus.class, one, two);
                NodeRights.assertLived(one, two);
                SignInOverNodes.assertEndsElsewhere(one, two);
            }
        }
    }

    @Test
    void wakeEachOtherThroughRedisAndAskWhereItDoesNotReach() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                RedisProcess redis = RedisProcess.start()) {
            Map<String, String> variables = on(postgres);
            Map<String, String> withRedis = new HashMap<>(variables);
            withRedis.put("ASTIR_REDIS_URL", redis.url());
            TestLineTime lines = new TestLineTime();
            try (TestApp one = TestApp.start(withRedis, List.of(NEVER, lines.bean()));
                    TestApp two = TestApp.start(withRedis, List.of(NEVER, lines.bean()));
                    // It listens where nobody speaks.
                    TestApp deaf = TestApp.start(variables, List.of(SECOND))) {
                assertHeard(RedisBus.class, one, two);
                NodeRights.assertLived(one, two);
                NodeRights.assertLived(one, deaf);
                PresenceTime time = PresenceTime.inRedis(redis.commands());
                new NodePresence(one, two, time, lines).assertLived();
                PresenceWithoutRedis.assertLived(one, redis);
            }
        }
    }

    private static Map<String, String> on(EmbeddedPostgres postgres) {
        return Map.of(
                "ASTIR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                "ASTIR_DATABASE_USER", "postgres",
                "ASTIR_PUBLIC_URL", "http://astir.example.org",
                "ASTIR_SSO_NETWORKS", "127.0.0.1",
                "ASTIR_SECRET", "a secret of both nodes, 32 bytes");
    }

    private static void assertHeard(Class<? extends FeedBus> kind, TestApp one, TestApp two) {
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
            await().atMost(PATIENCE).until(() -> heard.contains(admin.organizationId().toString()));
        }
        try (TestAgent agent = TestAgent.connect(two, TestAgent.enrol(one, admin))) {
            agent.next("welcome");

            admin.api().patch("/api/organization", Map.of("captureTitles", true)).expect(200);

            assertThat(agent.next("policy").at("/policy/version").asInt()).isEqualTo(2);
        }
    }
}
