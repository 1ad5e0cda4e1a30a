package dev.astir.app.savedreports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.mail.Mail;
import dev.astir.app.mail.MailServer;
import dev.astir.app.mail.Mailer;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.RateLimits;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Saved reports by mail, through a real mail server: to each what they may see themselves. */
class MailedReportsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));

    private static MailServer server;
    private static TestApp app;

    /** The Monday that comes; at seven something is due. */
    private LocalDate monday;

    private Person ada;
    private Person tess;
    private Person mia;
    private Person bob;
    private UUID red;

    @BeforeAll
    static void start() {
        server = MailServer.start(false);
        app =
                TestApp.start(
                        Map.of(
                                "ASTIR_SMTP_URL",
                                "smtp://127.0.0.1:%d?from=astir@example.org"
                                        .formatted(server.port()),
                                "ASTIR_PUBLIC_URL",
                                "https://astir.example/office/"),
                        List.<Object>of((Clock) new SettableClock(NOW)));
    }

    @AfterAll
    static void stop() throws IOException {
        app.close();
        server.stop();
    }

    /** Everybody worked on Tuesday of the week that ends. */
    @BeforeEach
    void work() {
        LocalDate today = NOW.get().atZone(BERLIN).toLocalDate();
        monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        at(monday.minusDays(1), 12);
        ada = app.registerOrganization();
        tess = app.addUser(ada, Role.MANAGER, "Tess");
        mia = app.addUser(ada, Role.EMPLOYEE, "Mia");
        bob = app.addUser(ada, Role.EMPLOYEE, "Bob");
        red = TestTeams.create(ada, "Red", tess);
        TestTeams.move(ada, mia, red);
        worked(mia, 2);
        worked(bob, 3);
    }

    private void worked(Person person, int hours) {
        Instant start = monday.minusDays(6).atTime(9, 0).atZone(BERLIN).toInstant();
        person.api()
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime", start.toString(),
                                "endTime", start.plusSeconds(hours * 3_600L).toString(),
                                "reason", "by hand"))
                .expect(201);
    }

    @Test
    void eachGetsTheFileThatTheyWouldDownload() throws Exception {
        String id = saved(weekly("team", "csv", ada, tess));

        at(monday, 7);
        TestSending.run(app);

        ada = app.signIn(ada.email());
        tess = app.signIn(tess.email());
        for (Person each : List.of(ada, tess)) {
            BodyPart file = file(mail(each, 1));
            assertThat(file.getFileName())
                    .isEqualTo(
                            "astir-team-%s-%s.csv"
                                    .formatted(monday.minusDays(7), monday.minusDays(1)));
            assertThat(file.getContentType()).startsWith("text/csv; charset=utf-8");
            assertThat(content(file)).isEqualTo(download(each, id, "text/csv"));
        }
        assertThat(new String(content(file(mail(ada, 1))), UTF_8))
                .contains("Mia,7200,2.00,", "Bob,10800,3.00,", "Total,18000,");
        assertThat(new String(content(file(mail(tess, 1))), UTF_8))
                .as("Tess sees her team alone, whoever saved it")
                .contains("Mia,", "Total,7200,")
                .doesNotContain("Bob");
        MimeMessage mail = mail(tess, 1);
        String week =
                PeriodWords.of(monday.minusDays(7), monday.minusDays(1), java.util.Locale.ENGLISH);
        assertThat(mail.getSubject()).isEqualTo("The week: " + week);
        assertThat(text(mail))
                .contains("Your report “The week” of " + week)
                .contains("Active 2 h 0 min, idle 0 min, at work 2 h 0 min, score 100.00")
                .contains(
                        "https://astir.example/office/reports?period=dates&from=%s&to=%s"
                                .formatted(monday.minusDays(7), monday.minusDays(1)))
                .contains("Ada Admin has this mailed to you. To stop it")
                .doesNotContain("still being computed");
        assertThat(text(mail(ada, 1))).contains("You had this mailed to you. To stop it");
        assertThat(views(tess, mia)).as("Mia can see that Tess had it").isEqualTo(1);
        assertThat(views(tess, bob)).isZero();
        assertThat(views(ada, bob)).isEqualTo(1);
        JsonNode shown = ada.api().get("/api/reports/saved/" + id).expect(200).json();
        assertThat(shown.get("lastSentAt").asText()).isEqualTo(NOW.get().toString());
        assertThat(shown.get("nextAt").asText())
                .isEqualTo(NOW.get().plus(Duration.ofDays(7)).toString());
    }

    @Test
    void thePageToSignIsTheOneOfTheDownload() throws Exception {
        String id = saved(weekly("team", "pdf", ada));

        at(monday, 7);
        TestSending.run(app);

        ada = app.signIn(ada.email());
        assertThat(words(content(file(mail(ada, 1)))))
                .isEqualTo(words(download(ada, id, "application/pdf")))
                .contains("Time of the team", "Mia", "5:00:00", "Manager: date, signature");
    }

    @Test
    void twoNodesSendItOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            saved(weekly("team", "csv", ada, tess));
        }
        at(monday, 7);

        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                runs.add(nodes.submit(node()::run));
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
        Person other = app.registerOrganization();
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
        TestSending.run(app);
        execute(
                "UPDATE saved_reports SET next_attempt_at = '%s'"
                        .formatted(NOW.get().minusSeconds(60)));
        app.bean(Transactions.class)
                .inOrganization(
                        other.organizationId(),
                        () ->
                                app.bean(JdbcOperations.class)
                                        .prepareStatement(
                                                "UPDATE saved_reports SET next_attempt_at = '%s'"
                                                        .formatted(NOW.get()),
                                                PreparedStatement::execute));

        take(id);

        assertThat(
                        count(
                                "SELECT count(*) FROM saved_reports WHERE next_attempt_at <= '%s'"
                                        .formatted(NOW.get())))
                .isPositive();
        execute("UPDATE saved_reports SET next_attempt_at = next_due_at");
    }

    /** A node whose lease ended while it was at it sends nothing that another has sent. */
    @Test
    void whoIsTooSlowSendsNothingTwice() {
        String id = saved(weekly("team", "csv", ada));
        at(monday, 7);
        SavedRow taken = take(id);

        NOW.set(NOW.get().plus(DueReports.LEASE));
        node().run();
        app.bean(DueReport.class).mail(taken, NOW.get(), () -> false);

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
        TestSending.run(app);
        TestSending.run(app);

        assertThat(queued(ada)).isEqualTo(1);
        assertThat(file(mail(ada, 1)).getFileName())
                .isEqualTo("astir-%s-%s.csv".formatted(monday.plusDays(2), monday.plusDays(2)));
        ada = app.signIn(ada.email());
        assertThat(ada.api().get("/api/reports/saved/" + id).json().get("nextAt").asText())
                .isEqualTo(monday.plusDays(4).atTime(7, 0).atZone(BERLIN).toInstant().toString());
    }

    @Test
    void whoMayNoLongerSeeItIsToldSo() throws Exception {
        Map<String, Object> ofMia = weekly("user", "pdf", tess, ada);
        ofMia.put("userId", mia.userId());
        saved(ofMia);
        TestTeams.move(ada, mia, TestTeams.create(ada, "Blue"));

        at(monday, 7);
        TestSending.run(app);

        assertThat(text(mail(tess, 1)))
                .contains("You may no longer see what the report")
                .contains("The week")
                .doesNotContain("Mia", "2 h", "attached");
        assertThat(((MimeMultipart) mail(tess, 1).getContent()).getContentType())
                .startsWith("multipart/alternative");
        assertThat(file(mail(ada, 1)).getFileName()).endsWith(".pdf");
        assertThat(views(tess, mia)).isZero();
    }

    @Test
    void whoIsNoManagerAnyMoreGetsNoReportOnTheTeam() throws Exception {
        saved(weekly("team", "csv", tess));
        ada.api().patch("/api/users/" + tess.userId(), Map.of("role", "employee")).expect(200);

        at(monday, 7);
        TestSending.run(app);

        assertThat(text(mail(tess, 1))).contains("You may no longer see");
    }

    /** Others that she chose when she was one get nothing on her word. */
    @Test
    void anOwnerWhoIsNoManagerAnyMoreMailsToNobodyElse() {
        Map<String, Object> usage = weekly("usage", "csv", tess, mia);
        tess.api().post("/api/reports/saved", usage).expect(201);
        ada.api().patch("/api/users/" + tess.userId(), Map.of("role", "employee")).expect(200);

        at(monday, 7);
        TestSending.run(app);

        assertThat(queued(tess)).isEqualTo(1);
        assertThat(queued(mia)).isZero();
    }

    @Test
    void whoIsSuspendedBetweenGetsNothing() throws Exception {
        saved(weekly("team", "csv", ada, tess));
        suspend(tess);

        at(monday, 7);
        TestSending.run(app);

        mail(ada, 1);
        assertThat(queued(tess)).isZero();
        assertThat(received(tess)).isEmpty();
    }

    @Test
    void aMailThatWaitsForSomebodyWhoIsSuspendedIsTakenBack() {
        server.refuse(tess.email(), "451 4.3.0 come again");
        saved(weekly("team", "csv", ada, tess));
        at(monday, 7);
        TestSending.run(app);
        await().until(() -> status(tess).equals("waiting") && error(tess).equals("come again"));

        ada = app.signIn(ada.email());
        suspend(tess);

        assertThat(queued(tess)).isZero();
        server.accept(tess.email());
    }

    @Test
    void whatSomebodySentToThemselvesIsTakenBackWhenTheyAreSuspended() {
        server.refuse(tess.email(), "451 4.3.0 come again");
        String id = saved(weekly("team", "csv", tess));
        tess.api().post("/api/reports/saved/" + id + "/send").expect(202);
        await().until(() -> status(tess).equals("waiting") && error(tess).equals("come again"));

        suspend(tess);

        assertThat(queued(tess)).isZero();
        server.accept(tess.email());
    }

    /** Such as by setting the times anew every minute. */
    @Test
    void nobodyMailsToOthersWithoutEnd() throws Exception {
        String id = saved(weekly("team", "csv", ada, tess));
        RateLimits limits = app.bean(RateLimits.class);
        String owner = ada.userId().toString();
        while (limits.tryTake(DueReport.TO_OTHERS, owner).isEmpty()) {
            // until none is left
        }
        at(monday, 7);
        TestSending.run(app);

        mail(ada, 1);
        assertThat(queued(tess)).isZero();
        ada = app.signIn(ada.email());
        assertThat(ada.api().get("/api/reports/saved/" + id).json().get("lastError").asText())
                .contains("1000 mails went to others");

        limits.giveBack(DueReport.TO_OTHERS, owner);
        NOW.set(NOW.get().plusSeconds(60));
        TestSending.run(app);

        assertThat(queued(tess)).isEqualTo(1);
        assertThat(queued(ada)).isEqualTo(1);
    }

    @Test
    void aSuspendedOwnersReportWaits() {
        tess.api().post("/api/reports/saved", weekly("team", "csv", tess, ada)).expect(201);
        suspend(tess);
        at(monday, 7);
        TestSending.run(app);
        assertThat(queued(ada)).isZero();

        ada = app.signIn(ada.email());
        ada.api().patch("/api/users/" + tess.userId(), Map.of("status", "active")).expect(200);
        TestSending.run(app);

        assertThat(queued(ada)).isEqualTo(1);
    }

    @Test
    void whoLeavesGetsNoMoreAndSaysSoInTheTrail() {
        String id = saved(weekly("team", "csv", ada, tess));
        String path = "/api/reports/saved/" + id;
        assertThat(tess.api().get("/api/reports/saved").json().at("/items/0/isOwn").asBoolean())
                .isFalse();
        tess.api().put(path, weekly("team", "csv", tess)).expect(403);
        tess.api().delete(path).expect(403);

        tess.api().delete(path + "/recipients/me").expect(204);

        tess.api().get(path).expect(404);
        at(monday, 7);
        TestSending.run(app);
        assertThat(queued(ada)).isEqualTo(1);
        assertThat(queued(tess)).isZero();
        assertThat(actions("saved-report.left")).isEqualTo(1);
    }

    @Test
    void whatFailsIsToldAndTriedAgain() throws Exception {
        String id = saved(weekly("team", "csv", ada, tess));
        execute("UPDATE saved_reports SET period = 'planted' WHERE id = '%s'".formatted(id));
        at(monday, 7);
        TestSending.run(app);
        execute("UPDATE saved_reports SET period = 'last-week' WHERE id = '%s'".formatted(id));

        ada = app.signIn(ada.email());
        JsonNode failed = ada.api().get("/api/reports/saved/" + id).expect(200).json();
        assertThat(failed.get("lastError").asText()).contains("must be one of today, yesterday");
        assertThat(failed.get("nextAt").asText()).isEqualTo(NOW.get().plusSeconds(60).toString());
        assertThat(failed.get("lastSentAt").isNull()).isTrue();

        TestSending.run(app);
        assertThat(queued(ada)).as("not before its time").isZero();
        NOW.set(NOW.get().plusSeconds(60));
        TestSending.run(app);

        mail(ada, 1);
        mail(tess, 1);
        JsonNode sent = ada.api().get("/api/reports/saved/" + id).expect(200).json();
        assertThat(sent.get("lastError").isNull()).isTrue();
        assertThat(sent.get("lastSentAt").asText()).isEqualTo(NOW.get().toString());
    }

    @Test
    void aMailboxThatIsUnknownIsToldToTheOwner() {
        server.refuse(tess.email(), "550 5.1.1 <" + tess.email() + ">: mailbox unknown");
        String id = saved(weekly("team", "csv", tess));
        at(monday, 7);
        TestSending.run(app);

        ada = app.signIn(ada.email());
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
    void writesInTheLanguageOfWhoSavedIt() throws Exception {
        ada.api()
                .with("Accept-Language", "de-AT")
                .post("/api/reports/saved", weekly("team", "csv", ada))
                .expect(201);
        at(monday, 7);
        TestSending.run(app);

        assertThat(text(mail(ada, 1)))
                .contains(
                        "Ihr Bericht „The week“", "Aktiv 5 Std. 0 Min.", "hängt an", "Abbestellen");
    }

    @Test
    void somebodySendsItToThemselvesNowAndNotTooOften() throws Exception {
        String id = saved(weekly("team", "csv", tess));
        String path = "/api/reports/saved/" + id + "/send";

        assertThat(tess.api().post(path).expect(202).json().get("to").asText())
                .isEqualTo(tess.email());

        assertThat(new String(content(file(mail(tess, 1))), UTF_8))
                .contains("Mia")
                .doesNotContain("Bob");
        assertThat(text(mail(tess, 1))).doesNotContain("To stop it");
        bob.api().post(path).expect(404);
        for (int i = 1; i < 10; i++) {
            tess.api().post(path).expect(202);
        }
        assertThat(tess.api().post(path).expect(429).header("Retry-After")).isNotEmpty();
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

    @Test
    void whatIsTooLongForPaperIsALink() throws Exception {
        Map<String, Object> hours = weekly("hours", "pdf", ada);
        hours.put("period", "last-90-days");
        saved(hours);
        // A row an hour, for 90 days.
        Instant end = monday.atStartOfDay(BERLIN).toInstant();
        execute(
                """
                INSERT INTO day_totals (organization_id, person_id, day, starts_at, active_ms,
                    private_ms, stated_ms, idle_ms, undecided_ms, discarded_ms, work_ms, sessions,
                    hours, computed_at)
                SELECT '%s', '%s', d, d, 86400000, 0, 0, 0, 0, 0, 86400000, 0,
                       array_fill(3600000, ARRAY[24]), now()
                FROM generate_series(date '%s' - 90, date '%s' - 1, interval '1 day') AS d
                """
                        .formatted(ada.organizationId(), ada.userId(), monday, monday));
        assertThat(end).isAfter(NOW.get());
        at(monday, 7);
        TestSending.run(app);

        assertThat(text(mail(ada, 1))).contains("too large for a mail", "https://astir.example");
        assertThat(mail(ada, 1).getContentType()).startsWith("multipart/alternative");
    }

    @Test
    void whoeverIsRemovedOrErasedIsInNoSavedReport() {
        String own = saved(weekly("team", "csv", ada, tess, bob));
        Map<String, Object> ofBob = weekly("user", "csv", ada);
        ofBob.put("userId", bob.userId());
        saved(ofBob);
        bob.api().post("/api/reports/saved", weekly("user", "csv", bob)).expect(201);

        ada.api().delete("/api/users/" + bob.userId() + "/data").expect(204);

        JsonNode left = ada.api().get("/api/reports/saved").expect(200).json().get("items");
        assertThat(left).hasSize(1);
        assertThat(left.at("/0/id").asText()).isEqualTo(own);
        assertThat(left.at("/0/recipients").findValuesAsText("name"))
                .containsExactly("Ada Admin", "Tess");
        assertThat(count("SELECT count(*) FROM saved_reports")).isEqualTo(1);

        ada.api().delete("/api/users/" + tess.userId()).expect(204);
        assertThat(count("SELECT count(*) FROM saved_report_recipients")).isEqualTo(1);
    }

    /** What waits for the mail server holds figures of whoever was of the team when it was made. */
    @Test
    void whoIsErasedIsInNoMailThatWaits() throws Exception {
        server.refuse(ada.email(), "451 4.3.0 come again");
        String id = saved(weekly("team", "csv", ada, tess));
        at(monday, 7);
        TestSending.run(app);
        ada = app.signIn(ada.email());
        ada.api().post("/api/reports/saved/" + id + "/send").expect(202);
        mail(tess, 1);
        await().until(() -> waiting(ada) == 2);

        erase(bob);

        assertThat(queued(ada)).as("the weekly one, and the one of now").isZero();
        assertThat(nextAt(id)).as("due again").isEqualTo(NOW.get());
        server.accept(ada.email());
        TestSending.run(app);
        assertThat(new String(content(file(mail(ada, 1))), UTF_8))
                .contains("Mia,7200,", "Total,7200,")
                .doesNotContain("Bob", "10800");
        assertThat(nextAt(id)).isEqualTo(NOW.get().plus(Duration.ofDays(7)));
        TestSending.run(app);
        assertThat(queued(tess)).as("Tess had hers before").isEqualTo(1);
        assertThat(queued(ada)).isEqualTo(1);
    }

    /** The node that is at the report sends the others without them, and does not call it done. */
    @Test
    void whoIsErasedWhileOthersGetTheReportIsInNone() throws Exception {
        server.refuse(ada.email(), "451 4.3.0 come again");
        String id = saved(weekly("team", "csv", ada, tess));
        at(monday, 7);
        ada = app.signIn(ada.email());
        SavedRow taken = take(id);
        AtomicInteger asked = new AtomicInteger();

        app.bean(DueReport.class)
                .mail(
                        taken,
                        NOW.get(),
                        () -> {
                            if (asked.incrementAndGet() == 2) {
                                await().until(() -> waiting(ada) == 1);
                                erase(bob);
                            }
                            return false;
                        });

        assertThat(queued(ada)).isZero();
        server.accept(ada.email());
        TestSending.run(app);
        for (Person each : List.of(ada, tess)) {
            assertThat(new String(content(file(mail(each, 1))), UTF_8))
                    .contains("Total,")
                    .doesNotContain("Bob");
        }
        assertThat(nextAt(id)).isEqualTo(NOW.get().plus(Duration.ofDays(7)));
    }

    @Test
    void whatWasMadeBeforeSomebodyWasErasedIsNotSentAfterIt() {
        List<Mail> made = new ArrayList<>();

        Mail sent =
                app.bean(ErasureGuard.class)
                        .mailed(
                                ada.organizationId(),
                                () -> {
                                    made.add(
                                            new Mail(
                                                    ada.email(),
                                                    "Report",
                                                    List.of("text"),
                                                    null,
                                                    List.of(),
                                                    NOW.get()));
                                    if (made.size() == 1) {
                                        erase(bob);
                                    }
                                    return made.getLast();
                                },
                                mail -> mail);

        assertThat(made).hasSize(2);
        assertThat(sent).isSameAs(made.getLast());
    }

    /** Their report to others, too, which nobody can take back after them. */
    @Test
    void whatAnErasedOwnerMailsIsTakenBack() {
        server.refuse(ada.email(), "451 4.3.0 come again");
        tess.api().post("/api/reports/saved", weekly("team", "csv", tess, ada)).expect(201);
        at(monday, 7);
        TestSending.run(app);
        await().until(() -> waiting(ada) == 1);
        ada = app.signIn(ada.email());

        erase(tess);

        assertThat(queued(ada)).isZero();
        server.accept(ada.email());
    }

    private void erase(Person person) {
        ada.api().delete("/api/users/" + person.userId() + "/data").expect(204);
    }

    /** How many mails to this person were tried, and wait. */
    private long waiting(Person person) {
        return count(
                "SELECT count(*) FROM mails WHERE recipient = '%s' AND status = 'waiting' AND error IS NOT NULL"
                        .formatted(person.email()));
    }

    @Test
    void whoMustSetUpASecondFactorGetsNoFiguresBefore() throws Exception {
        saved(weekly("team", "csv", tess));
        execute("UPDATE organizations SET require_second_factor = true");

        at(monday, 7);
        TestSending.run(app);

        assertThat(text(mail(tess, 1)))
                .contains("Your organization requires a second factor")
                .doesNotContain("Active");
    }

    private DueReports node() {
        return new DueReports(
                app.bean(DueRepository.class),
                app.bean(DueReport.class),
                app.bean(Mailer.class),
                app.bean(Transactions.class),
                new SettableClock(NOW),
                app.bean(TaskScheduler.class),
                app.bean(SendingPace.class));
    }

    /** Takes it as a node does, which may have to take those of other tests before. */
    private SavedRow take(String id) {
        while (true) {
            SavedRow taken =
                    app.bean(Transactions.class)
                            .asSystem(() ->
                                    app.bean(DueRepository.class)
                                            .take(NOW.get(), NOW.get().plus(DueReports.LEASE)));
            if (taken.id().toString().equals(id)) {
                return taken;
            }
        }
    }

    private static void at(LocalDate day, int hour) {
        NOW.set(day.atTime(hour, 0).atZone(BERLIN).toInstant());
    }

    private static Map<String, Object> weekly(String report, String format, Person... recipients) {
        return new HashMap<>(
                Map.of(
                        "name",
                        "The week",
                        "report",
                        report,
                        "period",
                        "last-week",
                        "schedule",
                        Map.of(
                                "every", "week",
                                "weekday", "monday",
                                "at", "07:00",
                                "format", format),
                        "recipients",
                        Arrays.stream(recipients).map(Person::userId).toList()));
    }

    private String saved(Map<String, Object> report) {
        return ada.api().post("/api/reports/saved", report).expect(201).json().get("id").asText();
    }

    private Instant nextAt(String id) {
        return Instant.parse(
                ada.api()
                        .get("/api/reports/saved/" + id)
                        .expect(200)
                        .json()
                        .get("nextAt")
                        .asText());
    }

    private void suspend(Person person) {
        ada.api().patch("/api/users/" + person.userId(), Map.of("status", "suspended")).expect(200);
    }

    /** The last of so many mails to this person. */
    private static MimeMessage mail(Person person, int many) {
        await().until(() -> received(person).size() == many);
        return received(person).getLast();
    }

    private static List<MimeMessage> received(Person person) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(person.email());
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        if (parts.getContentType().startsWith("multipart/mixed")) {
            parts = (MimeMultipart) parts.getBodyPart(0).getContent();
        }
        return (String) parts.getBodyPart(0).getContent();
    }

    private static BodyPart file(MimeMessage mail) throws MessagingException, IOException {
        return ((MimeMultipart) mail.getContent()).getBodyPart(1);
    }

    private static byte[] content(BodyPart file) throws MessagingException, IOException {
        return file.getInputStream().readAllBytes();
    }

    private static byte[] download(Person person, String id, String type) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> file =
                    client.send(
                            HttpRequest.newBuilder(
                                            app.uri()
                                                    .resolve(
                                                            "/api/reports/saved/" + id + "/report"))
                                    .header("Accept", type)
                                    .header("Authorization", "Bearer " + person.accessToken())
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).isEqualTo(200);
            return file.body();
        }
    }

    private static String words(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** How many mails to this person were put into the outbox. */
    private long queued(Person person) {
        return count("SELECT count(*) FROM mails WHERE recipient = '%s'".formatted(person.email()));
    }

    private String status(Person person) {
        return text("SELECT status FROM mails WHERE recipient = '%s'".formatted(person.email()));
    }

    private String error(Person person) {
        return text(
                "SELECT COALESCE(error, '') FROM mails WHERE recipient = '%s'"
                        .formatted(person.email()));
    }

    private long views(Person actor, Person person) {
        return count(
                """
                SELECT count(*) FROM audit_entries
                WHERE kind = 'view' AND action = 'report' AND actor_id = '%s' AND person_id = '%s'
                """
                        .formatted(actor.userId(), person.userId()));
    }

    private long actions(String action) {
        return count("SELECT count(*) FROM audit_entries WHERE action = '%s'".formatted(action));
    }

    private long count(String sql) {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) {
        return inOrganization(
                sql,
                statement -> {
                    ResultSet rows = statement.executeQuery();
                    return rows.next() ? rows.getString(1) : "";
                });
    }

    private void execute(String sql) {
        inOrganization(sql, PreparedStatement::execute);
    }

    private <T> T inOrganization(
            String sql, io.micronaut.data.jdbc.runtime.PreparedStatementCallback<T> work) {
        return app.bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () -> app.bean(JdbcOperations.class).prepareStatement(sql, work));
    }
}
