package dev.astir.app.savedreports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.mail.DueMails;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.RateLimits;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** When saved reports are mailed, and by whom: nothing twice, nothing never. */
class DueReportsTest extends MailScene {

    @Test
    void twoNodesSendItOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            saved(weekly("team", "csv", ada, tess));
        }
        at(monday, 7);

        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                runs.add(nodes.submit(() -> node().run(() -> false)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }

        assertThat(queued(ada)).isEqualTo(5);
        assertThat(queued(tess)).isEqualTo(5);
    }

    /** That the one comes last of all would be so once in a thousand million times. */
    @Test
    void oneOrganizationsManyDoNotKeepAnothersOneWaiting() {
        Person other = app().registerOrganization();
        String id =
                other.api()
                        .post("/api/reports/saved", weekly("user", "csv", other))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        for (Person owner : List.of(ada, tess)) {
            for (int i = 0; i < 15; i++) {
                owner.api().post("/api/reports/saved", weekly("user", "csv", owner)).expect(201);
            }
        }
        at(monday, 8);
        // Whatever is due of other tests is not to be counted.
        TestSending.run(app());
        execute(
                "UPDATE saved_reports SET next_attempt_at = '%s'"
                        .formatted(now().minusSeconds(60)));
        app().bean(Transactions.class)
                .inOrganization(
                        other.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "UPDATE saved_reports SET next_attempt_at = '%s'"
                                                        .formatted(now()),
                                                PreparedStatement::execute));

        take(id);

        assertThat(
                        count(
                                "SELECT count(*) FROM saved_reports WHERE next_attempt_at <= '%s'"
                                        .formatted(now())))
                .isPositive();
        execute("UPDATE saved_reports SET next_attempt_at = next_due_at");
    }

    /** A node whose lease ended while it was at it sends nothing that another has sent. */
    @Test
    void whoIsTooSlowSendsNothingTwice() {
        String id = saved(weekly("team", "csv", ada));
        at(monday, 7);
        SavedRow taken = take(id);

        now(now().plus(DueMails.LEASE));
        node().run(() -> false);
        app().bean(DueReport.class).mail(taken, now(), () -> false);

        assertThat(queued(ada)).isEqualTo(1);
    }

    @Test
    void timesThatWereMissedAreOneMailOfTheLast() throws Exception {
        Map<String, Object> daily = weekly("user", "csv", ada);
        daily.put("period", "yesterday");
        daily.put("schedule", Map.of("every", "day", "at", "07:00", "format", "csv"));
        String id = saved(daily);

        // The app was down from Sunday to Thursday, and came back in the afternoon.
        at(monday.plusDays(3), 15);
        TestSending.run(app());
        TestSending.run(app());

        assertThat(queued(ada)).isEqualTo(1);
        assertThat(file(mail(ada, 1)).getFileName())
                .isEqualTo("astir-%s-%s.csv".formatted(monday.plusDays(2), monday.plusDays(2)));
        ada = app().signIn(ada.email());
        assertThat(ada.api().get("/api/reports/saved/" + id).json().get("nextAt").asText())
                .isEqualTo(monday.plusDays(4).atTime(7, 0).atZone(BERLIN).toInstant().toString());
    }

    @Test
    void whatFailsIsToldAndTriedAgain() throws Exception {
        String id = saved(weekly("team", "csv", ada, tess));
        execute("UPDATE saved_reports SET period = 'planted' WHERE id = '%s'".formatted(id));
        at(monday, 7);
        TestSending.run(app());
        execute("UPDATE saved_reports SET period = 'last-week' WHERE id = '%s'".formatted(id));

        ada = app().signIn(ada.email());
        JsonNode failed = ada.api().get("/api/reports/saved/" + id).expect(200).json();
        assertThat(failed.get("lastError").asText()).contains("must be one of today, yesterday");
        assertThat(failed.get("nextAt").asText()).isEqualTo(now().plusSeconds(60).toString());
        assertThat(failed.get("lastSentAt").isNull()).isTrue();

        TestSending.run(app());
        assertThat(queued(ada)).as("not before its time").isZero();
        now(now().plusSeconds(60));
        TestSending.run(app());

        mail(ada, 1);
        mail(tess, 1);
        JsonNode sent = ada.api().get("/api/reports/saved/" + id).expect(200).json();
        assertThat(sent.get("lastError").isNull()).isTrue();
        assertThat(sent.get("lastSentAt").asText()).isEqualTo(now().toString());
    }

    @Test
    void aMailboxThatIsUnknownIsToldToTheOwner() {
        server().refuse(tess.email(), "550 5.1.1 <" + tess.email() + ">: mailbox unknown");
        String id = saved(weekly("team", "csv", tess));
        at(monday, 7);
        TestSending.run(app());

        ada = app().signIn(ada.email());
        await().untilAsserted(() -> {
            JsonNode recipient =
                    ada.api().get("/api/reports/saved/" + id).json().at("/recipients/0");
            assertThat(recipient.get("mail").asText()).isEqualTo("failed");
            assertThat(recipient.get("mailError").asText()).isEqualTo("mailbox unknown");
        });
    }

    @Test
    void followsTheClockOfWhoMoves() {
        String id = saved(weekly("team", "csv", ada));

        ada.api().patch("/api/auth/me", Map.of("timeZone", "Asia/Tokyo")).expect(200);
        assertThat(nextAt(id))
                .isEqualTo(monday.atTime(7, 0).atZone(ZoneId.of("Asia/Tokyo")).toInstant());

        Map<String, Object> back = new HashMap<>();
        back.put("timeZone", null);
        ada.api().patch("/api/auth/me", back).expect(200);
        ada.api().patch("/api/organization", Map.of("timeZone", "America/New_York")).expect(200);
        assertThat(nextAt(id))
                .isEqualTo(monday.atTime(7, 0).atZone(ZoneId.of("America/New_York")).toInstant());
    }

    @Test
    void nobodyHasMoreThanTwentyMailed() {
        for (int i = 0; i < SavingLimits.MOST_MAILED; i++) {
            saved(weekly("user", "csv", ada));
        }
        Map<String, Object> more = weekly("user", "csv", ada);
        assertThat(ada.api().post("/api/reports/saved", more).expect(409).body())
                .contains("at most 20 saved reports that are mailed");
        more.remove("schedule");
        String path = "/api/reports/saved/" + saved(more);
        ada.api().put(path, weekly("user", "csv", ada)).expect(409);
        ada.api().put(path, more).expect(200);
    }

    /** Such as by setting the times anew every minute. */
    @Test
    void nobodyMailsToOthersWithoutEnd() throws Exception {
        String id = saved(weekly("team", "csv", ada, tess));
        RateLimits limits = app().bean(RateLimits.class);
        String owner = ada.userId().toString();
        while (limits.tryTake(DueReport.TO_OTHERS, owner).isEmpty()) {
            // until none is left
        }
        at(monday, 7);
        TestSending.run(app());

        mail(ada, 1);
        assertThat(queued(tess)).isZero();
        ada = app().signIn(ada.email());
        assertThat(ada.api().get("/api/reports/saved/" + id).json().get("lastError").asText())
                .contains("1000 mails went to others");

        limits.giveBack(DueReport.TO_OTHERS, owner);
        now(now().plusSeconds(60));
        TestSending.run(app());

        assertThat(queued(tess)).isEqualTo(1);
        assertThat(queued(ada)).isEqualTo(1);
    }

    private DueReports node() {
        return new DueReports(
                app().bean(DueRepository.class),
                app().bean(DueReport.class),
                app().bean(DueMails.class));
    }
}
