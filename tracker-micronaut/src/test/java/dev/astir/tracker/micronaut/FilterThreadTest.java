package dev.astir.tracker.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The filter on the threads of the server. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class FilterThreadTest {

    @Test
    void staysOnTheEventLoopAndDoesNotWaitForTheDatabase(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        Map<String, Object> properties = new HashMap<>(database.properties("default"));
        properties.put("astir.tracker.flush-interval", "1ms");
        properties.put("astir.tracker.max-batch-size", 1);
        properties.put("test.threads", true);
        try (TestServer server = new TestServer(properties)) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE client_activity");
                for (int i = 0; i < 20; i++) {
                    assertThat(
                                    server.post(
                                                    "/items",
                                                    "application/json",
                                                    "{\"client_id\":\"c" + i + "\"}")
                                            .statusCode())
                            .isEqualTo(200);
                }
                assertThat(server.tracker().stats().stored()).isZero();
                connection.rollback();
            }
            server.flush();

            List<Thread> before = server.bean(Before.class).threads;
            assertThat(before)
                    .hasSize(20)
                    .allSatisfy(t -> assertThat(t).isInstanceOf(FastThreadLocalThread.class))
                    .isEqualTo(server.bean(After.class).threads);
        }

        assertThat(database.clients()).hasSize(20);
    }

    @ServerFilter("/items")
    @Requires(property = "test.threads")
    static class Before implements Ordered {
        final List<Thread> threads = new CopyOnWriteArrayList<>();

        @Override
        public int getOrder() {
            return ServerFilterPhase.SECURITY.after() - 1;
        }

        @RequestFilter
        void pass(HttpRequest<?> request) {
            threads.add(Thread.currentThread());
        }
    }

    @ServerFilter("/items")
    @Requires(property = "test.threads")
    static class After implements Ordered {
        final List<Thread> threads = new CopyOnWriteArrayList<>();

        @Override
        public int getOrder() {
            return ServerFilterPhase.SECURITY.after() + 1;
        }

        @RequestFilter
        void pass(HttpRequest<?> request) {
            threads.add(Thread.currentThread());
        }
    }
}
