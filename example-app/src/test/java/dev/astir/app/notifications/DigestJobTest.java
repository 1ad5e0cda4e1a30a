package dev.astir.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.app.mail.DueMails;
import dev.astir.app.platform.JobFailedException;
import dev.astir.app.savedreports.MailingApp;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The run that mails digests: nodes, failures, and who waits for whom. */
class DigestJobTest extends DigestScene {

    /** Both nodes look at the same moment, and one that lost its lease comes too late. */
    @Test
    void twoNodesMailItOnce() throws Exception {
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        at(tomorrow, 8);
        ChoiceRow taken = take(tess);
        run();
        assertThat(queued(tess)).as("leased").isZero();

        MailingApp.NOW.set(now().plus(DueMails.LEASE).plusSeconds(1));
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> runs =
                    List.of(
                            nodes.submit(() -> {
                                together.await();
                                run();
                                return null;
                            }),
                            nodes.submit(() -> {
                                together.await();
                                run();
                                return null;
                            }));
            for (Future<?> each : runs) {
                each.get();
            }
        }
        app().bean(Digests.class).mail(taken, now());

        assertThat(queued(tess)).isEqualTo(1);
    }

    @Test
    void oneThatFailsIsToldAndKeepsNoOther() throws Exception {
        choose(mia, "daily", "08:00");
        choose(bob, "daily", "08:00");
        AlertRows.open(
                app(), ada.organizationId(), mia.userId(), "idle", now().plusSeconds(60), "[]");
        open(bob, "overtime");
        at(tomorrow, 8);

        assertThatThrownBy(DigestTest::run)
                .isInstanceOf(JobFailedException.class)
                .hasMessageMatching("1 of \\d+ digests could not be mailed\\.");
        assertThat(text(mail(bob, 1))).contains("You: long hours");
        sql("DELETE FROM alerts WHERE user_id = '%s'".formatted(mia.userId()));
    }

    /** Such as for an alert of which nothing can be said: not every ten minutes for ever. */
    @Test
    void oneThatFailsIsTriedLaterEachTimeUntilItDoesNot() throws Exception {
        choose(mia, "daily", "08:00");
        AlertRows.open(
                app(), ada.organizationId(), mia.userId(), "idle", now().plusSeconds(60), "[]");
        at(tomorrow, 8);
        for (int minutes : new int[] {1, 2, 4, 8}) {
            assertThatThrownBy(DigestTest::run).isInstanceOf(JobFailedException.class);
            Instant again = now().plusSeconds(minutes * 60L);
            MailingApp.NOW.set(again.minusSeconds(1));
            run();
            MailingApp.NOW.set(again);
        }
        sql("DELETE FROM alerts WHERE user_id = '%s'".formatted(mia.userId()));
        open(mia, "overtime");
        MailingApp.NOW.set(now().plusSeconds(180));
        run();

        assertThat(text(mail(mia, 1))).contains("You: long hours");
        assertThat(nextDue(mia)).isEqualTo(instant(tomorrow.plusDays(1), 8));
        assertThat(text("SELECT attempts FROM notification_choices", mia)).isEqualTo("0");
    }

    /** Somebody chooses at the moment at which the organization changes its clock. */
    @Test
    void anOrganizationThatChangesWaitsForNobodyWhoWaitsForIt() throws Exception {
        choose(mia, "daily", "08:00");
        try (ExecutorService admin = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> changed =
                    app().bean(Transactions.class)
                            .inOrganization(
                                    ada.organizationId(),
                                    () -> {
                                        sql(
                                                "UPDATE notification_choices SET language = 'de'"
                                                        + " WHERE user_id = '%s'"
                                                                .formatted(mia.userId()));
                                        Future<?> change =
                                                admin.submit(() ->
                                                        ada.api()
                                                                .patch(
                                                                        "/api/organization",
                                                                        Map.of(
                                                                                "timeZone",
                                                                                "Asia/Tokyo"))
                                                                .expect(200));
                                        await().until(
                                                        () ->
                                                                text(
                                                                        "SELECT count(*) FROM pg_locks"
                                                                                + " WHERE NOT"
                                                                                + " granted"),
                                                        waiting -> !waiting.equals("0"));
                                        app().bean(Trail.class)
                                                .changed(
                                                        Actor.app(ada.organizationId()),
                                                        "notifications.changed",
                                                        mia.userId(),
                                                        Map.of());
                                        return change;
                                    });
            changed.get();
        }
        assertThat(nextDue(mia).atZone(ZoneId.of("Asia/Tokyo")).toLocalTime()).hasToString("08:00");
    }
}
