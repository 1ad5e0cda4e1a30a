package dev.astir.tracker.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.SettableClock;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.InactivityTick.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(TestPostgres.class)
class InactivityWatchTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = new SettableClock();
    private final Reports reports = new Reports();

    private HikariDataSource pool;
    private PostgresActivityStore store;

    /** Who was reported, in order, by all watches of a test. */
    private static final class Reports implements InactivityListener {
        final List<String> list = new CopyOnWriteArrayList<>();

        /** Reports that fail. */
        volatile Predicate<String> failing = report -> false;

        @Override
        public void onSilent(String clientId, Instant lastSeen) throws Exception {
            add("silent %s %s".formatted(clientId, lastSeen));
        }

        @Override
        public void onReturn(String clientId, Instant silentSince, Instant lastSeen)
                throws Exception {
            add("returned %s %s %s".formatted(clientId, silentSince, lastSeen));
        }

        private void add(String report) throws Exception {
            if (failing.test(report)) {
                throw new Exception("cannot hear of " + report);
            }
            list.add(report);
        }

        /** The reports since the last call. */
        List<String> taken() {
            List<String> taken = List.copyOf(list);
            list.clear();
            return taken;
        }
    }

    @BeforeEach
    void createStore(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        pool = new HikariDataSource(config);
        store = PostgresActivityStore.of(pool);
        store.createTables();
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void reportsOnceWhoWasNotSeenForLong() {
        Instant start = clock.instant();
        seen("a", start);
        seen("b", start.plusMillis(1));
        clock.advance(HOUR.minusMillis(1));
        assertThat(watch().tick()).isEqualTo(new InactivityTick(Outcome.DONE, 0, 0));

        clock.advance(Duration.ofMillis(1));
        assertThat(watch().tick()).isEqualTo(new InactivityTick(Outcome.DONE, 1, 0));
        assertThat(reports.taken()).containsExactly("silent a " + start);
        assertThat(silence()).containsOnlyKeys("a");

        assertThat(watch().tick()).isEqualTo(new InactivityTick(Outcome.DONE, 0, 0));
        clock.advance(Duration.ofDays(1));
        watch().tick();
        watch().tick();
        assertThat(reports.taken()).containsExactly("silent b " + start.plusMillis(1));
    }

    @Test
    void reportsOnceWhoReturned() {
        Instant start = clock.instant();
        seen("a", start);
        clock.advance(HOUR);
        watch().tick();
        clock.advance(HOUR);
        seen("a", clock.instant());

        assertThat(watch().tick()).isEqualTo(new InactivityTick(Outcome.DONE, 0, 1));
        watch().tick();
        assertThat(reports.taken())
                .containsExactly(
                        "silent a " + start, "returned a %s %s".formatted(start, clock.instant()));
        assertThat(silence()).isEmpty();
    }

    @Test
    void reportsBothWhenAClientCameBackAndWentSilentAgainBetweenTicks() {
        Instant start = clock.instant();
        seen("a", start);
        clock.advance(HOUR);
        watch().tick();
        Instant back = clock.instant().plusSeconds(60);
        seen("a", back);
        clock.advance(HOUR.multipliedBy(3));

        assertThat(watch().tick()).isEqualTo(new InactivityTick(Outcome.DONE, 1, 1));
        assertThat(reports.taken())
                .containsExactly(
                        "silent a " + start,
                        "returned a %s %s".formatted(start, back),
                        "silent a " + back);
    }

    @Test
    void ignoresWhoWasSilentForLongWhenFirstNoticed() {
        Instant start = clock.instant();
        seen("long ago", start.minus(Duration.ofDays(7)).minus(HOUR).minusMillis(1));
        seen("last week", start.minus(Duration.ofDays(7)).minus(HOUR));
        seen("yesterday", start.minus(Duration.ofDays(1)));
        builder().ignoreSilentLongerThan(Duration.ofHours(25)).build().tick();
        assertThat(reports.taken()).hasSize(1).allMatch(each -> each.contains("yesterday"));

        watch().tick();
        assertThat(reports.taken()).hasSize(1).allMatch(each -> each.contains("last week"));

        clock.advance(Duration.ofDays(30));
        seen("long ago", clock.instant());
        seen("last week", clock.instant());
        watch().tick();
        assertThat(reports.taken())
                .hasSize(1)
                .allMatch(each -> each.startsWith("returned last week"));
        clock.advance(HOUR);
        watch().tick();
        assertThat(reports.taken()).hasSize(2).anyMatch(each -> each.startsWith("silent long ago"));
    }

    @Test
    void forgetsWhoWasDeletedWithoutAReport() throws Exception {
        for (int i = 0; i < 25; i++) {
            seen("client-" + i, clock.instant());
        }
        clock.advance(HOUR);
        watch().tick();
        assertThat(reports.taken()).hasSize(25);
        execute("DELETE FROM client_activity WHERE client_id <> 'client-7'");

        assertThat(builder().batchSize(10).build().tick())
                .isEqualTo(new InactivityTick(Outcome.DONE, 0, 0));
        assertThat(silence()).containsOnlyKeys("client-7");
        seen("client-3", clock.instant());
        watch().tick();
        assertThat(reports.taken()).isEmpty();
        clock.advance(HOUR);
        watch().tick();
        assertThat(reports.taken()).hasSize(1);
    }

    @Test
    void reportsEachOnceWhereFourNodesTickAtTheSameTime() throws Exception {
        int clients = 400;
        List<String> ids = IntStream.range(0, clients).mapToObj(i -> "client-" + i).toList();
        for (int round = 0; round < 2; round++) {
            store.upsert(ids.stream().map(id -> new Sighting(id, clock.instant())).toList());
            clock.advance(HOUR);
            int returns = round * clients; // of those that the first round reported
            AtomicLong reported = new AtomicLong();
            AtomicLong elsewhere = new AtomicLong();
            // The first report waits for another node, so that they meet.
            reports.failing =
                    report -> {
                        if (elsewhere.get() == 0) {
                            await().until(() -> elsewhere.get() > 0);
                        }
                        return false;
                    };
            Nodes.inParallel(
                    4,
                    node -> {
                        PostgresActivityStore own = PostgresActivityStore.of(pool);
                        InactivityWatch watch = builder(own).batchSize(100 + node).build();
                        while (reported.get() < clients + returns) {
                            InactivityTick tick = watch.tick();
                            reported.addAndGet(tick.silent() + tick.returned());
                            if (tick.outcome() == Outcome.ELSEWHERE) {
                                elsewhere.incrementAndGet();
                            }
                        }
                        return node;
                    });

            assertThat(elsewhere).hasPositiveValue();
            assertThat(reported).hasValue(clients + returns);
            List<String> made = reports.taken();
            assertThat(made).hasSize(clients + returns).doesNotHaveDuplicates();
            assertThat(made.stream().filter(each -> each.startsWith("silent"))).hasSize(clients);
            assertThat(silence()).hasSize(clients);
        }
        assertThat(watch().tick()).isEqualTo(new InactivityTick(Outcome.DONE, 0, 0));
    }

    @Test
    void reportsWhatAPlainModelSays() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            execute("TRUNCATE client_activity, client_activity_silence");
            Random random = new Random(seed);
            Map<String, Instant> clients = new HashMap<>();
            Map<String, Instant> silent = new HashMap<>();
            for (int tick = 0; tick < 40; tick++) {
                for (int i = random.nextInt(6); i > 0; i--) {
                    String id =
                            List.of("a", "A", "\u00e9", "'", "-b", "B 2").get(random.nextInt(6));
                    if (random.nextInt(5) == 0) {
                        execute(
                                "DELETE FROM client_activity WHERE client_id = '%s'"
                                        .formatted(id.replace("'", "''")));
                        clients.remove(id);
                    } else {
                        Instant time = clock.instant().minusSeconds(random.nextInt(5_000));
                        seen(id, time);
                        clients.merge(id, time, (x, y) -> x.isAfter(y) ? x : y);
                    }
                }
                clock.advance(Duration.ofSeconds(random.nextInt(3_000)));
                List<String> expected = expected(clients, silent);
                builder().batchSize(1 + random.nextInt(4)).build().tick();

                assertThat(reports.taken())
                        .as("seed %d, tick %d", seed, tick)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private List<String> expected(Map<String, Instant> clients, Map<String, Instant> silent) {
        List<String> reports = new ArrayList<>();
        silent.keySet().retainAll(clients.keySet());
        clients.forEach((id, seen) -> {
            Instant since = silent.get(id);
            if (since != null && seen.isAfter(since)) {
                reports.add("returned %s %s %s".formatted(id, since, seen));
                silent.remove(id);
            }
            if (!silent.containsKey(id) && !seen.isAfter(clock.instant().minus(HOUR))) {
                reports.add("silent %s %s".formatted(id, seen));
                silent.put(id, seen);
            }
        });
        return reports;
    }

    @Test
    void leavesTheRestForTheNextTickWhenTheListenerThrows() {
        for (String id : List.of("a", "b", "c", "d")) {
            seen(id, clock.instant());
        }
        clock.advance(HOUR);
        InactivityWatch watch = watch();
        reports.failing = report -> report.startsWith("silent c");

        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.LISTENER_FAILED, 2, 0));
        assertThat(silence()).containsOnlyKeys("a", "b");
        // The next one starts behind the client that failed, so that this one holds up no other.
        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.LISTENER_FAILED, 1, 0));
        assertThat(silence()).containsOnlyKeys("a", "b", "d");

        seen("a", clock.instant());
        seen("d", clock.instant());
        reports.failing = report -> !report.startsWith("returned d");
        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.LISTENER_FAILED, 0, 0));
        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.LISTENER_FAILED, 0, 1));
        reports.failing = report -> report.startsWith("returned a");
        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.LISTENER_FAILED, 1, 0));
        reports.failing = report -> false;
        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.DONE, 0, 1));

        assertThat(reports.taken().stream().map(each -> each.replaceAll(" \\d{4}.*", "")))
                .containsExactly(
                        "silent a", "silent b", "silent d", "returned d", "silent c", "returned a");
    }

    @Test
    void survivesErrorsOfTheListener() {
        seen("a", clock.instant());
        clock.advance(HOUR);
        reports.failing =
                report -> {
                    throw new StackOverflowError("listener");
                };
        InactivityWatch watch = watch();
        assertThat(watch.tick().outcome()).isEqualTo(Outcome.LISTENER_FAILED);
        reports.failing = report -> false;

        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.DONE, 1, 0));
    }

    @Test
    void repeatsABatchWhoseCommitFailedAndLosesNone() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            seen(id, clock.instant());
        }
        clock.advance(HOUR);
        InactivityWatch watch = builder().batchSize(2).build();
        reports.failing =
                report -> {
                    if (report.startsWith("silent d") && reports.list.size() == 3) {
                        killTheReporter();
                    }
                    return false;
                };

        assertThatThrownBy(watch::tick)
                .isExactlyInstanceOf(TrackerException.class)
                .hasMessage("Could not look for clients that went silent or returned");
        assertThat(silence()).containsOnlyKeys("a", "b");
        assertThat(watch.tick()).isEqualTo(new InactivityTick(Outcome.DONE, 3, 0));
        assertThat(reports.taken().stream().map(each -> each.substring(0, 8)))
                .containsExactly(
                        "silent a",
                        "silent b",
                        "silent c",
                        "silent d",
                        "silent c",
                        "silent d",
                        "silent e");
    }

    /** As if the node had died: its connection ends with the transaction open. */
    private void killTheReporter() {
        try {
            execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        await().until(() -> count("pg_locks WHERE locktype = 'advisory'") == 0);
    }

    @Test
    void doesNotReportWhatItCannotWrite() throws Exception {
        seen("a", clock.instant());
        clock.advance(HOUR);
        execute("ALTER TABLE client_activity_silence ADD CHECK (client_id <> 'a')");

        assertThatThrownBy(watch()::tick).isInstanceOf(TrackerException.class);
        assertThat(reports.taken()).isEmpty();
    }

    @Test
    void commitsWhatASlowListenerHasHeardSoFar() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            seen(id, clock.instant());
        }
        clock.advance(HOUR);
        AtomicLong nanos = new AtomicLong();
        List<Integer> committed = new ArrayList<>();
        InactivityListener slow =
                new InactivityListener() {
                    @Override
                    public void onSilent(String clientId, Instant lastSeen) {
                        committed.add(silence().size());
                        nanos.addAndGet(Duration.ofMillis(1_100).toNanos());
                    }
                };
        InactivityTick tick =
                new SilenceReports(store, slow, 100, nanos::get)
                        .tick(
                                clock.instant(),
                                Instant.EPOCH,
                                clock.instant().minus(HOUR),
                                () -> false);

        assertThat(tick).isEqualTo(new InactivityTick(Outcome.DONE, 5, 0));
        assertThat(committed).containsExactly(0, 0, 2, 2, 4);
    }

    @Test
    void ticksPeriodicallyUntilClosed() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(InactivityWatch.class);
        logger.addAppender(lines);
        InactivityWatch watch = builder().interval(Duration.ofMillis(1)).build();
        watch.start();
        seen("a", clock.instant());
        clock.advance(HOUR);
        await().until(() -> reports.list.size() == 1);
        execute("ALTER TABLE client_activity_silence RENAME TO away");
        seen("b", clock.instant());
        clock.advance(HOUR);
        await().until(() -> lines.list.toString().contains("failed; will try again"));
        assertThat(reports.list).hasSize(1);
        execute("ALTER TABLE away RENAME TO client_activity_silence");
        await().until(() -> reports.list.size() == 2);
        watch.close();
        logger.detachAppender(lines);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(each -> each.getName().equals("astir-tracker-inactivity"))
                .isEmpty();
        assertThatThrownBy(watch::start).isInstanceOf(IllegalStateException.class);
        assertThat(watch.tick().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void stopsAfterTheReportThatItIsAtWhenClosed() {
        for (int i = 0; i < 10; i++) {
            seen("client-" + i, clock.instant());
        }
        clock.advance(HOUR);
        AtomicReference<InactivityWatch> watch = new AtomicReference<>();
        reports.failing =
                report -> {
                    watch.get().close();
                    return false;
                };
        watch.set(builder().interval(Duration.ofMillis(1)).build());
        watch.get().start();
        await().until(() -> silence().size() == 1);
        reports.failing = report -> false;
        watch().tick();

        assertThat(reports.taken()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void watchesTheSameClientsForTwoTimesWithATableEach() {
        PostgresActivityStore second =
                PostgresActivityStore.builder(pool).silenceTable("two hours").build();
        second.createTables();
        seen("a", clock.instant());
        clock.advance(HOUR);
        InactivityWatch longer =
                InactivityWatch.builder(second, HOUR.multipliedBy(2), reports).clock(clock).build();

        assertThat(watch().tick().silent()).isEqualTo(1);
        assertThat(longer.tick().silent()).isZero();
        clock.advance(HOUR);
        assertThat(watch().tick().silent()).isZero();
        assertThat(longer.tick().silent()).isEqualTo(1);
        seen("a", clock.instant());
        assertThat(watch().tick().returned()).isEqualTo(1);
        assertThat(longer.tick().returned()).isEqualTo(1);
    }

    @Test
    void watchesTablesWithOddNamesThroughPoolsThatDoNotCommit(DataSource database)
            throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            TestPostgres.execute(database, "CREATE SCHEMA \"it's \"\"odd\"\"\"");
            PostgresActivityStore odd =
                    PostgresActivityStore.builder(pool)
                            .schema("it's \"odd\"")
                            .table("clients'; --")
                            .silenceTable("%1$s \"silence\"? {}")
                            .build();
            odd.createTables();
            odd.upsert(List.of(new Sighting("a", clock.instant())));
            clock.advance(HOUR);

            assertThat(builder(odd).build().tick().silent()).isEqualTo(1);
            odd.upsert(List.of(new Sighting("a", clock.instant())));
            assertThat(builder(odd).build().tick().returned()).isEqualTo(1);
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> InactivityWatch.builder(store, Duration.ZERO, reports))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("silentAfter must be from PT1S to PT876000H, but is PT0S");
        assertThatThrownBy(() -> builder().ignoreSilentLongerThan(HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ignoreSilentLongerThan must be from PT1H0.001S to");
        assertThatThrownBy(() -> builder().batchSize(0))
                .hasMessage("batchSize must be 1 to 10000, but is 0");
        assertThatThrownBy(() -> builder().interval(Duration.ofDays(366)))
                .hasMessageContaining("interval must be from PT0.001S to PT8760H");
    }

    @Test
    void failsWithTheNameOfTheTableThatIsMissing() throws Exception {
        execute("DROP TABLE client_activity_silence");

        assertThatThrownBy(watch()::tick)
                .isExactlyInstanceOf(TrackerException.class)
                .cause()
                .hasMessageContaining("client_activity_silence");
    }

    private InactivityWatch watch() {
        return builder().build();
    }

    private InactivityWatch.Builder builder() {
        return builder(store);
    }

    private InactivityWatch.Builder builder(PostgresActivityStore store) {
        return InactivityWatch.builder(store, HOUR, reports).clock(clock);
    }

    private void seen(String clientId, Instant time) {
        store.upsert(List.of(new Sighting(clientId, time)));
    }

    private Map<String, Instant> silence() {
        return new ClientActivityTable(pool, "client_activity_silence").lastSeen();
    }

    private void execute(String sql) throws SQLException {
        TestPostgres.execute(pool, sql);
    }

    private long count(String from) {
        return Database.statement(
                pool,
                "count",
                connection ->
                        Query.row(
                                connection, "SELECT count(*) FROM " + from, row -> row.getLong(1)));
    }
}
