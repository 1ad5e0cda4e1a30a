package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import dev.astir.tracker.TrackerListener;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The end of an application, and what is less than its end. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class ShutdownTest {
    private static final String JSON = "application/json";

    private TrackerDatabase database;

    @BeforeEach
    void create(DataSource dataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
    }

    /** With an interval at which nothing is stored before the end. */
    private Map<String, Object> properties() {
        Map<String, Object> properties = RunningApplication.dataSource(database);
        properties.put("astir.tracker.flush-interval", "1h");
        return properties;
    }

    @Test
    void storesTheClientOfTheLastRequestThatIsAnswered() throws Exception {
        RunningApplication application =
                RunningApplication.start(ItemsApplication.class, properties());
        ItemsApplication.Gate gate = application.context().getBean(ItemsApplication.Gate.class);
        CompletableFuture<HttpResponse<String>> last =
                application
                        .client()
                        .sendAsync(
                                application
                                        .post(
                                                "/held",
                                                JSON,
                                                "{\"client_id\": \"last\", \"operation\": \"x\"}")
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(gate.entered.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
        // The server drains: it answers the request that it has, and takes no other.
        Awaitility.await()
                .untilAsserted(() ->
                        assertThatThrownBy(() -> application.get("/items"))
                                .isInstanceOf(IOException.class));
        assertThat(closed).isNotDone();
        assertThat(database.clients()).isEmpty();
        gate.opened.countDown();

        assertThat(last.get(30, TimeUnit.SECONDS).body()).isEqualTo("held x");
        closed.get(30, TimeUnit.SECONDS);
        assertThat(database.clients()).containsExactly("last");
    }

    @Test
    void stopsAfterTheWebServerHasStoppedAndBeforeWhatHasNoPhase() {
        assertThat(TrackerLifecycle.PHASE)
                .isPositive()
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
                .isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"executor", "scheduler"})
    void storesWhatATaskRecordsAtItsEnd(String name) throws Exception {
        RunningApplication application =
                RunningApplication.start(TasksApplication.class, properties());
        ActivityTracker tracker = application.tracker();
        EndOfTasks end = application.context().getBean(EndOfTasks.class);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> recorded =
                CompletableFuture.supplyAsync(
                        () -> {
                            begun.countDown();
                            end.reached.join();
                            return tracker.record("task");
                        },
                        application.context().getBean(name, Executor.class));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        application.close();

        assertThat(recorded.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(database.clients()).containsExactly("task");
    }

    @Test
    void closesTheTrackerBeforeTheDataSource() throws Exception {
        RunningApplication application =
                RunningApplication.start(ObservedApplication.class, properties());
        ClosingState state = application.context().getBean(ClosingState.class);
        HikariDataSource dataSource = application.context().getBean(HikariDataSource.class);
        application.get("/items?client_id=pending");
        application.close();

        assertThat(state.lost).isZero();
        assertThat(state.dataSourceWasOpen).isTrue();
        assertThat(dataSource.isClosed()).isTrue();
        assertThat(database.clients()).containsExactly("pending");
    }

    @Test
    void storesWhatIsPendingWhenTheStartFails() {
        Map<String, Object> properties = properties();
        assertThatThrownBy(() -> RunningApplication.start(FailingApplication.class, properties))
                .hasStackTraceContaining("not today");

        assertThat(database.clients()).containsExactly("early");
        assertNoThreadIsLeft();
    }

    @Test
    void tracksAgainAfterAPause() throws Exception {
        try (RunningApplication application =
                RunningApplication.start(ItemsApplication.class, properties())) {
            application.get("/items?client_id=before");
            application.context().pause();
            assertThat(database.clients()).containsExactly("before");

            application.context().restart();
            application.get("/items?client_id=after");
        }

        assertThat(database.clients()).containsExactly("after", "before");
    }

    @Test
    void tracksAgainAfterAStop() throws Exception {
        try (RunningApplication application =
                RunningApplication.start(ItemsApplication.class, properties())) {
            application.get("/items?client_id=before");
            application.context().stop();
            assertThat(database.clients()).containsExactly("before");

            application.context().start();
            application.get("/items?client_id=after");
        }

        assertThat(database.clients()).containsExactly("after", "before");
    }

    @Test
    void leavesNoThreadBehindAndStartsAgainInTheSameProcess() throws Exception {
        for (String client : new String[] {"first", "second"}) {
            try (RunningApplication application =
                    RunningApplication.start(ItemsApplication.class, properties())) {
                application.get("/items?client_id=" + client);
                assertThat(application.tracker().flush(Duration.ofSeconds(30))).isTrue();
            }
            assertNoThreadIsLeft();
        }

        assertThat(database.clients()).containsExactly("first", "second");
    }

    /** A thread may live a moment longer than its tracker. */
    private static void assertNoThreadIsLeft() {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Thread.getAllStackTraces().keySet())
                                .extracting(Thread::getName)
                                .doesNotContain("astir-tracker"));
    }

    static final class ClosingState implements TrackerListener {
        private final HikariDataSource dataSource;
        volatile int lost = -1;
        volatile boolean dataSourceWasOpen;

        ClosingState(HikariDataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public void onClose(int lost) {
            this.lost = lost;
            dataSourceWasOpen = !dataSource.isClosed();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class ObservedApplication {
        @Bean
        ClosingState closingState(HikariDataSource dataSource) {
            return new ClosingState(dataSource);
        }
    }

    /** Lets tasks end when Spring is about to wait for them. */
    static final class EndOfTasks implements SmartLifecycle {
        final CompletableFuture<Void> reached = new CompletableFuture<>();
        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            reached.complete(null);
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return ExecutorConfigurationSupport.DEFAULT_PHASE + 1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({ItemsApplication.class, EndOfTasks.class})
    static class TasksApplication {
        @Bean
        ThreadPoolTaskExecutor executor() {
            return new ThreadPoolTaskExecutor();
        }

        @Bean
        ThreadPoolTaskScheduler scheduler() {
            return new ThreadPoolTaskScheduler();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class FailingApplication {
        @Bean
        SmartInitializingSingleton failing(ActivityTracker tracker) {
            return () -> {
                assertThat(tracker.record("early")).isTrue();
                throw new IllegalStateException("not today");
            };
        }
    }
}
