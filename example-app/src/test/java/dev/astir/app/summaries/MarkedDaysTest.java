package dev.astir.app.summaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.TestSpans;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Days that are marked are computed once, and nothing that was written meanwhile is forgotten. */
class MarkedDaysTest extends AppTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private final Person ada = app().registerOrganization();

    @Test
    void computesWhatIsMarkedAndLeavesNoMark() {
        Device desk = TestSpans.device(ada);
        TestSpans.active(desk, MONDAY, MONDAY.plusSeconds(60), "vim");

        app().bean(MarkedDays.class).run();

        assertThat(marks()).isEmpty();
        assertThat(totals()).extracting(DayTotal::activeMillis).containsExactly(60_000L);
        // A day on which nothing is left has no figures.
        TestSpans.execute(ada, "DELETE FROM intervals");
        app().bean(MarkedDays.class).run();
        assertThat(totals()).isEmpty();
    }

    /** Where somebody records all the time, a run would have no end. */
    @Test
    void whatIsMarkedMeanwhileWaitsForTheNextRun() {
        MarkRepository marks = app().bean(MarkRepository.class);
        Transactions transactions = app().bean(Transactions.class);
        long begun = transactions.asSystem(marks::newest);
        TestSpans.active(TestSpans.device(ada), MONDAY, MONDAY.plusSeconds(60), "vim");

        assertThat(marks(begun)).isEmpty();
        assertThat(marks(transactions.asSystem(marks::newest)))
                .extracting(MarkRepository.Marked::day)
                .containsExactly(DAY);
    }

    @Test
    void whatIsNotAsItWasRecordedIsFoundAndMended() {
        Device desk = TestSpans.device(ada);
        for (int day = 0; day < 3; day++) {
            Instant start = MONDAY.plusSeconds(day * 86_400L);
            TestSpans.active(desk, start, start.plusSeconds(60), "vim");
        }
        app().bean(MarkedDays.class).run();
        DayVerifier verifier = app().bean(DayVerifier.class);
        assertThat(verifier.verify(ada.organizationId(), DAY, 100, () -> false)).isZero();

        TestSpans.execute(ada, "UPDATE day_totals SET active_ms = 1 WHERE day = '2026-11-24'");
        TestSpans.execute(ada, "UPDATE usage_daily SET app = 'x' WHERE day = '2026-11-25'");

        assertThat(verifier.verify(ada.organizationId(), DAY, 100, () -> false)).isEqualTo(2);
        app().bean(MarkedDays.class).run();
        assertThat(verifier.verify(ada.organizationId(), DAY, 100, () -> false)).isZero();
    }

    /** Nobody asks, and no other node is there: the job alone makes it so. */
    @Test
    void aDayThatIsOverIsCompleteAndComparedOnce() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(3);
        Instant start = day.atTime(9, 0).toInstant(ZoneOffset.UTC);
        TestSpans.active(TestSpans.device(ada), start, start.plusSeconds(60), "vim");
        SummaryJob job = app().bean(SummaryJob.class);

        job.run(() -> false);

        assertThat(marks()).isEmpty();
        assertThat(totals(day)).extracting(DayTotal::activeMillis).containsExactly(60_000L);
        // As if a mark had been lost, and the day computed before it was over.
        TestSpans.execute(ada, "UPDATE day_totals SET computed_at = starts_at, active_ms = 1");
        assertThat(finished()).hasSize(1);

        job.run(() -> false);
        job.run(() -> false);

        assertThat(totals(day)).extracting(DayTotal::activeMillis).containsExactly(60_000L);
        assertThat(finished()).isEmpty();
    }

    /** Days that are over and were computed before. */
    private List<MarkRepository.Marked> finished() {
        UUID first = new UUID(0, 0);
        return app().bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () ->
                                app().bean(MarkRepository.class)
                                        .finished(
                                                ada.organizationId(),
                                                LocalDate.EPOCH,
                                                Instant.now(),
                                                first,
                                                LocalDate.EPOCH,
                                                10));
    }

    /**
     * Fifty writers, corrections and workers at once: afterwards each day is what was recorded, to
     * the millisecond.
     */
    @Test
    void whoeverWritesMeanwhileIsCounted() throws Exception {
        List<Person> people =
                List.of(
                        ada,
                        app().addUser(ada, Role.EMPLOYEE, "Bob"),
                        app().addUser(ada, Role.EMPLOYEE, "Eve"));
        List<Callable<Object>> work = new ArrayList<>();
        for (int writer = 0; writer < 50; writer++) {
            Person person = people.get(writer % people.size());
            Instant start = MONDAY.plusSeconds(20_000 + writer * 777L);
            work.add(() -> {
                Device desk = TestSpans.device(person);
                for (int i = 0; i < 6; i++) {
                    Instant from = start.plusSeconds(i * 9_000L);
                    TestSpans.active(desk, from, from.plusSeconds(1_000), "app" + i);
                    TestSpans.idle(desk, from.plusSeconds(500), from.plusSeconds(2_000));
                }
                TestSpans.session(person, start.plusMillis(3), start.plusMillis(700));
                TestSpans.execute(
                        person,
                        "UPDATE intervals SET ended_at = ended_at - interval '300 seconds'"
                                + " WHERE source_id = '%s' AND app = 'app3'".formatted(desk.id()));
                TestSpans.execute(
                        person,
                        "DELETE FROM intervals WHERE source_id = '%s' AND app = 'app4'"
                                .formatted(desk.id()));
                return null;
            });
            if (writer % 5 == 0) {
                work.add(() -> {
                    app().bean(MarkedDays.class).run();
                    app().bean(Summaries.class)
                            .settle(
                                    ada.organizationId(),
                                    ids(people),
                                    DAY.minusDays(1),
                                    DAY.plusDays(1));
                    return null;
                });
            }
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> each : threads.invokeAll(work)) {
                each.get();
            }
        }
        app().bean(MarkedDays.class).run();

        assertThat(marks()).isEmpty();
        for (UUID person : ids(people)) {
            Map<LocalDate, Long> exact = TestSpans.unionByDay(ada, person);
            assertThat(
                            app().bean(Summaries.class)
                                    .totals(
                                            ada.organizationId(),
                                            List.of(person),
                                            DAY.minusDays(1),
                                            DAY.plusDays(1)))
                    .allSatisfy(
                            day -> assertThat(day.activeMillis()).isEqualTo(exact.get(day.day())))
                    .hasSize(exact.size());
        }
    }

    private static List<UUID> ids(List<Person> people) {
        return people.stream().map(Person::userId).toList();
    }

    private List<DayTotal> totals() {
        return totals(DAY);
    }

    private List<DayTotal> totals(LocalDate day) {
        return app().bean(Summaries.class)
                .totals(ada.organizationId(), List.of(ada.userId()), day, day);
    }

    private List<MarkRepository.Marked> marks() {
        return marks(Long.MAX_VALUE);
    }

    private List<MarkRepository.Marked> marks(long until) {
        return app().bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () ->
                                app().bean(MarkRepository.class)
                                        .some(ada.organizationId(), UUID.randomUUID(), until, 10));
    }
}
