package dev.astir.app.timesheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.days.ClosedWeeks;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.TestSpans;
import dev.astir.app.web.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What an approved week keeps out, and what it stays for as long as it is closed. */
class ApprovedWeekTest extends WeekScene {

    @Test
    void aCorrectionUnderWayIsMadeBeforeAWeekIsClosedAndALaterOneRefused() throws Exception {
        bring("submitted");
        Transactions transactions = app().bean(Transactions.class);
        ClosedWeeks closed = app().bean(ClosedWeeks.class);
        Instant noon = at(1, 12, 0);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> correction =
                    executor.submit(() ->
                            transactions.inOrganization(
                                    eve.organizationId(),
                                    () -> {
                                        closed.requireOpen(
                                                eve.organizationId(),
                                                eve.userId(),
                                                noon,
                                                noon.plusSeconds(60));
                                        begun.countDown();
                                        hold(goOn);
                                    }));
            begun.await();
            Future<Integer> approval = executor.submit(() -> take("approve").status());
            await().until(() -> waiting() > 0);
            assertThat(approval.isDone()).isFalse();
            assertThat(week().get("state").asText()).isEqualTo("submitted");
            goOn.countDown();
            correction.get();
            assertThat(approval.get()).isEqualTo(200);
        }

        assertThatThrownBy(() ->
                        transactions.inOrganization(
                                eve.organizationId(),
                                () ->
                                        closed.requireOpen(
                                                eve.organizationId(),
                                                eve.userId(),
                                                noon,
                                                noon.plusSeconds(60))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(MONDAY.toString());
        transactions.inOrganization(
                eve.organizationId(),
                () ->
                        closed.requireOpen(
                                eve.organizationId(), eve.userId(), at(7, 0, 0), at(7, 1, 0)));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long waiting() {
        return Rows.count(eve, "SELECT count(*) FROM pg_locks WHERE NOT granted");
    }

    @Test
    void whatComesLateIsKeptAsideAndCountsWhenTheWeekIsReopened() {
        Instant nine = at(1, 9, 0);
        UUID session = TestSpans.session(eve, nine, nine.plusSeconds(7_200));
        TestSpans.active(desk, nine, nine.plusSeconds(600), "vim");
        post(session, nine.plusSeconds(600), 300).expect(201);
        bring("approved");
        assertThat(week().get("activeSeconds").asLong()).isEqualTo(900);
        JsonNode before = sessionOf(session);

        // By both ways, and one that only begins before the week.
        TestSpans.active(desk, nine.plusSeconds(1_800), nine.plusSeconds(2_400), "late");
        TestSpans.active(desk, at(0, 0, -10), at(0, 0, 10), "late");
        post(session, nine.plusSeconds(3_600), 120).expect(201);
        post(session, nine.plusSeconds(3_600), 120).expect(201);
        TestSpans.active(desk, at(7, 8, 0), at(7, 9, 0), "next week");

        assertThat(sessionOf(session)).isEqualTo(before);
        assertThat(
                        eve.api()
                                .patch(
                                        "/api/sessions/" + session,
                                        Map.of(
                                                "endTime",
                                                nine.plusSeconds(7_000).toString(),
                                                "reason",
                                                "Lunch"))
                                .expect(409)
                                .body())
                .contains("week-closed", MONDAY.toString());
        JsonNode closed = week();
        assertThat(closed.get("activeSeconds").asLong()).isEqualTo(900);
        assertThat(closed.at("/keptAside/count").asLong()).isEqualTo(4);
        assertThat(closed.at("/keptAside/seconds").asLong()).isEqualTo(600 + 1_200 + 120);
        assertThat(activeOf(1)).isEqualTo(900);
        assertThat(activeOf(7)).isEqualTo(3_600);
        assertThat(timeline(1).get("keptAside")).hasSize(3);
        assertThat(timeline(1).findValuesAsText("appName")).contains("late");
        assertThat(timeline(1).at("/totals/activeSeconds").asLong()).isEqualTo(900);

        take("reopen").expect(200);

        JsonNode open = week();
        assertThat(open.at("/keptAside/count").asLong()).isZero();
        assertThat(open.get("activeSeconds").asLong()).isEqualTo(900 + 600 + 120 + 600);
        assertThat(activeOf(1)).isEqualTo(900 + 600 + 120);
        assertThat(activeOf(-1)).isEqualTo(600);
        assertThat(timeline(1).get("keptAside")).isEmpty();
        JsonNode after = sessionOf(session);
        // Two posts at the same time are two posts, as in an open week.
        assertThat(after.get("totalActiveSeconds").asLong()).isEqualTo(900 + 600 + 240);
        assertThat(actions()).contains("timesheet.reopened");
    }

    /** What is being stored when a week is closed or opened is on one side of that, not on both. */
    @Test
    void uploadsAtTheSameMomentAreCountedOrKeptAside() throws Exception {
        Instant start = at(0, 8, 0);
        int uploaded = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                take("submit").expect(200);
                List<Future<?>> uploads = upload(executor, start, uploaded);
                uploaded += UPLOADS;
                long approved = take("approve").expect(200).json().get("activeSeconds").asLong();
                for (Future<?> each : uploads) {
                    each.get();
                }
                JsonNode closed = week();
                assertThat(closed.get("activeSeconds").asLong()).isEqualTo(approved);
                assertThat(approved + closed.at("/keptAside/seconds").asLong())
                        .isEqualTo(uploaded * 60L);

                uploads = upload(executor, start, uploaded);
                uploaded += UPLOADS;
                take("reopen").expect(200);
                for (Future<?> each : uploads) {
                    each.get();
                }
                JsonNode open = week();
                assertThat(open.at("/keptAside/count").asLong()).isZero();
                assertThat(open.get("activeSeconds").asLong()).isEqualTo(uploaded * 60L);
            }
        }
    }

    private static final int UPLOADS = 6;

    private List<Future<?>> upload(ExecutorService executor, Instant start, int first) {
        List<Future<?>> uploads = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            Instant from = start.plusSeconds(60L * (first + i));
            uploads.add(
                    executor.submit(
                            () -> TestSpans.active(desk, from, from.plusSeconds(60), "vim")));
        }
        return uploads;
    }

    @Test
    void aNightShiftIsClosedWithItsWeek() {
        ada.api().patch("/api/organization", Map.of("nightShiftsBelongToStart", true)).expect(200);
        Instant ten = at(6, 22, 0);
        TestSpans.session(eve, ten, at(7, 6, 0));
        TestSpans.active(desk, ten, at(7, 6, 0), "vim");
        bring("approved");
        assertThat(week().get("activeSeconds").asLong()).isEqualTo(28_800);

        TestSpans.active(TestSpans.device(eve), at(7, 5, 0), at(7, 5, 30), "late");
        TestSpans.active(desk, at(7, 6, 0), at(7, 7, 0), "next week");

        assertThat(week().at("/keptAside/count").asLong()).isEqualTo(1);
        assertThat(activeOf(7)).isEqualTo(3_600);
    }

    @Test
    void anApprovedWeekStaysAsItWasCountedUntilItIsReopened() {
        Instant ten = at(2, 22, 0);
        TestSpans.session(eve, ten, at(3, 6, 0));
        TestSpans.active(desk, ten, at(3, 6, 0), "vim");
        bring("approved");
        assertThat(activeOf(3)).isEqualTo(21_600);

        ada.api().patch("/api/organization", Map.of("nightShiftsBelongToStart", true)).expect(200);

        assertThat(activeOf(2)).isEqualTo(7_200);
        assertThat(activeOf(3)).isEqualTo(21_600);
        take("reopen").expect(200);
        assertThat(activeOf(2)).isEqualTo(28_800);
        assertThat(activeOf(3)).isZero();
    }

    private Api.Answer post(UUID session, Instant start, int seconds) {
        return eve.api()
                .post(
                        "/api/sessions/%s/activity".formatted(session),
                        Map.of(
                                "timestamp",
                                start.toString(),
                                "activityType",
                                "active",
                                "durationSeconds",
                                seconds));
    }

    private JsonNode sessionOf(UUID id) {
        for (JsonNode session :
                eve.api()
                        .get("/api/sessions?userId=" + eve.userId())
                        .expect(200)
                        .json()
                        .get("items")) {
            if (session.get("id").asText().equals(id.toString())) {
                return session;
            }
        }
        throw new AssertionError("the session is gone");
    }

    private List<String> actions() {
        return ada.api()
                .get("/api/audit?limit=200")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("action");
    }
}
