package dev.astir.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.tenancy.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes on one database, in a time that the tests move. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So that a look for what is due, and for nodes that are gone, is soon. */
    static final JobPace QUICK = JobPace.of(Duration.ofMillis(50), Duration.ofMillis(250));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-06-01T12:00:00Z"));
    private final PlantedJob minutely =
            new PlantedJob("minutely", JobSchedule.every(Duration.ofMinutes(1)));
    private final PlantedJob nightly =
            new PlantedJob("nightly", JobSchedule.daily(LocalTime.of(2, 30)));
    private final PlantedJob broken =
            new PlantedJob("broken", JobSchedule.every(Duration.ofHours(1)));
    private final PlantedJob lengthy =
            new PlantedJob("lengthy", JobSchedule.every(Duration.ofDays(10)));

    private EmbeddedPostgres postgres;
    private TestApp one;
    private TestApp two;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        one = node();
        two = node();
    }

    @AfterAll
    void end() throws IOException {
        two.close();
        one.close();
        postgres.close();
    }

    private TestApp node() {
        return TestApp.start(
                on(postgres.getJdbcUrl("postgres", "postgres")),
                List.of(new SettableClock(now), QUICK, minutely, nightly, broken, lengthy));
    }

    static Map<String, String> on(String database) {
        return Map.of(
                "ASTIR_DATABASE_URL", database,
                "ASTIR_DATABASE_USER", "postgres",
                "ASTIR_SECRET", "a secret of both nodes, 32 bytes");
    }

    /** What became due in the test before is over, and is not counted in this one. */
    @BeforeEach
    void awaitQuiet() {
        await().atMost(PATIENCE)
                .until(() ->
                        Stream.of(minutely, nightly, broken, lengthy)
                                .allMatch(job -> isDone(row(job.name()))));
    }

    @Test
    void eachTimeIsOneNodes() {
        for (int i = 1; i <= 20; i++) {
            int runs = minutely.runs.get() + 1;
            pass(Duration.ofMinutes(1));
            awaitRuns(minutely, runs);
        }

        // Whoever made them: each node's figures say how long ago the last was.
        for (TestApp node : List.of(one, two)) {
            node.bean(JobWatch.class).look();
            assertThat(
                            figures(node)
                                    .name("astir.jobs.since.success")
                                    .tag("job", "minutely")
                                    .gauge())
                    .returns(0.0, Gauge::value);
        }
        assertThat(counted(one) + counted(two)).isEqualTo(minutely.runs.get());
    }

    private static RequiredSearch figures(TestApp node) {
        return RequiredSearch.in(node.bean(MeterRegistry.class));
    }

    private static double counted(TestApp node) {
        return figures(node)
                .name("astir.jobs.runs")
                .tag("job", "minutely")
                .tag("outcome", "success")
                .counter()
                .count();
    }

    @Test
    void whatWasMissedBeginsAtOnceAndOnce() {
        int before = nightly.runs.get();
        pass(Duration.ofDays(4));
        awaitRuns(nightly, before + 1);

        Instant next = row("nightly").next();
        assertThat(next).isBetween(now.get(), now.get().plus(Duration.ofDays(1)));
        assertThat(LocalTime.ofInstant(next, ZoneOffset.UTC)).isEqualTo(LocalTime.of(2, 30));
    }

    @Test
    void whatFailsIsToldAndRunsAtItsNextTime() {
        broken.work =
                stopping -> {
                    throw new IllegalStateException("Ada's secret");
                };
        int before = broken.runs.get();
        pass(Duration.ofHours(1));
        awaitRuns(broken, before + 1);

        JobRow failed = row("broken");
        assertThat(failed.lastError())
                .isEqualTo("It ended with an error of the app (IllegalStateException).");
        assertThat(failed.failures()).isEqualTo(1);
        assertThat(failed.next()).isEqualTo(now.get().plus(Duration.ofHours(1)));

        broken.work = stopping -> {};
        pass(Duration.ofHours(1));
        awaitRuns(broken, before + 2);
        assertThat(row("broken").lastError()).isNull();
        assertThat(row("broken").failures()).isZero();
        assertThat(row("broken").lastSuccess()).isEqualTo(now.get());
    }

    @Test
    void anAdministratorHasOneRunSoonAndOnce() throws Exception {
        Person admin = one.registerOrganization();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        int before = lengthy.runs.get();
        lengthy.work =
                stopping -> {
                    running.countDown();
                    end.await();
                };

        admin.api().post("/api/jobs/lengthy/run").expect(202);

        running.await();
        String refused = admin.api().post("/api/jobs/lengthy/run").expect(409).body();
        assertThat(refused).contains(":job-running\"");
        JsonNode shown = shown(admin, "lengthy");
        assertThat(shown.get("isRunning").asBoolean()).isTrue();
        assertThat(shown.get("next").isNull()).isTrue();
        lengthy.work = stopping -> {};
        end.countDown();
        awaitRuns(lengthy, before + 1);
        shown = shown(admin, "lengthy");
        assertThat(shown.get("isRunning").asBoolean()).isFalse();
        assertThat(shown.get("lastSuccess").asText()).isEqualTo(now.get().toString());
        assertThat(shown.at("/schedule/everySeconds").asLong()).isEqualTo(864_000);
        assertThat(shown(admin, "nightly").at("/schedule/dailyAt").asText()).isEqualTo("02:30");
        JsonNode entries = admin.api().get("/api/audit?action=job.run").expect(200).json();
        assertThat(entries.get("items")).hasSize(1);
        assertThat(entries.at("/items/0/details/job").asText()).isEqualTo("lengthy");
        admin.api().post("/api/jobs/no-such-job/run").expect(404);
    }

    /** Each is a run of all organizations' job, so nobody may have it run without end. */
    @Test
    void anOrganizationHasJobsRunOnlySoOften() {
        Person admin = one.registerOrganization();
        for (int i = 0; i < Jobs.BY_HAND.capacity(); i++) {
            int before = minutely.runs.get();
            admin.api().post("/api/jobs/minutely/run").expect(202);
            awaitRuns(minutely, before + 1);
        }

        assertThat(admin.api().post("/api/jobs/minutely/run").expect(429).header("Retry-After"))
                .isNotEmpty();
    }

    private static JsonNode shown(Person admin, String job) {
        for (JsonNode item : admin.api().get("/api/jobs").expect(200).json().get("items")) {
            if (item.get("name").asText().equals(job)) {
                return item;
            }
        }
        throw new AssertionError("there is no job " + job);
    }

    /** By a real signal 9, in the middle of the run. */
    @Test
    void aRunOfANodeThatIsKilledIsTakenOver() throws Exception {
        int before = lengthy.runs.get();
        pauseBoth(true);
        Process doomed =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DoomedNode.class.getName(),
                                postgres.getJdbcUrl("postgres", "postgres"),
                                now.get().toString(),
                                "lengthy")
                        .redirectError(Redirect.INHERIT)
                        .start();
        try {
            makeDue("lengthy");
            assertThat(doomed.inputReader().readLine()).isEqualTo(DoomedNode.RUNS);
        } finally {
            doomed.destroyForcibly().waitFor();
            pauseBoth(false);
        }
        JobRow left = row("lengthy");
        assertThat(left.isRunning()).isTrue();
        assertThat(left.lastEnd()).isNull();

        pass(QUICK.heartbeat().multipliedBy(JobPace.MISSED));

        awaitRuns(lengthy, before + 1);
        assertThat(row("lengthy").lastSuccess()).isEqualTo(now.get());
    }

    private void pauseBoth(boolean isPaused) {
        one.bean(JobScheduler.class).pause(isPaused);
        two.bean(JobScheduler.class).pause(isPaused);
    }

    private void makeDue(String job) throws SQLException {
        execute(
                "UPDATE scheduled_tasks SET execution_time = '%s' WHERE task_name = '%s'"
                        .formatted(now.get(), job));
    }

    @Test
    void aNodeThatEndsLeavesItsRunToTheOther() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        int before = lengthy.runs.get();
        lengthy.work =
                stopping -> {
                    running.countDown();
                    await().atMost(PATIENCE).until(stopping::getAsBoolean);
                };
        TestApp third = node();
        try (third) {
            // Only it looks for what is due now.
            pauseBoth(true);
            pass(Duration.ofDays(10));
            running.await();
            lengthy.work = stopping -> {};
        } finally {
            pauseBoth(false);
        }

        // At the same time: it is due at once.
        awaitRuns(lengthy, before + 2);
        assertThat(row("lengthy").lastSuccess()).isEqualTo(now.get());
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** So many, and no more: each is over, and none is due. */
    private void awaitRuns(PlantedJob job, int runs) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> job.runs.get() >= runs && isDone(row(job.name())));
        assertThat(job.runs).hasValue(runs);
    }

    private boolean isDone(JobRow row) {
        return !row.isRunning() && row.next().isAfter(now.get());
    }

    private JobRow row(String name) {
        return one
                .bean(Transactions.class)
                .asSystem(() -> one.bean(JobRepository.class).all())
                .stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
