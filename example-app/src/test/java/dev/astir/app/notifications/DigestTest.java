package dev.astir.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.mail.DueMails;
import dev.astir.app.platform.JobFailedException;
import dev.astir.app.savedreports.MailingApp;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Digests through a real mail server: one for each time, of what is new and in sight then. */
@ExtendWith(MailingApp.class)
class DigestTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String CHOICES = "/api/me/notifications";

    private Person ada;
    private Person tess;
    private Person mia;
    private Person bob;
    private LocalDate tomorrow;

    private static TestApp app() {
        return MailingApp.app();
    }

    @BeforeEach
    void people() {
        LocalDate today = MailingApp.NOW.get().atZone(BERLIN).toLocalDate();
        at(today.plusDays(1), 6);
        tomorrow = today.plusDays(2);
        ada = app().registerOrganization();
        tess = app().addUser(ada, Role.MANAGER, "Tess");
        mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
        bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        TestTeams.move(ada, mia, TestTeams.create(ada, "Red", tess));
    }

    @Test
    void oneMailTellsOfWhatIsNewAndInSight() throws Exception {
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        open(bob, "overtime");
        at(tomorrow, 8);
        run();
        run();

        MimeMessage mail = mail(tess, 1);
        assertThat(mail.getSubject()).isEqualTo("1 new alert");
        assertThat(text(mail))
                .contains("Mia: long hours", "https://astir.example/office/alerts")
                .contains("every day at 08:00")
                .doesNotContain("Bob");
        assertThat(views(tess, mia)).isEqualTo("1");
        assertThat(views(tess, bob)).isEqualTo("0");
        assertThat(nextDue(tess)).isEqualTo(instant(tomorrow.plusDays(1), 8));
    }

    @Test
    void nothingNewIsNoMail() {
        choose(tess, "daily", "08:00");
        open(bob, "overtime");
        at(tomorrow, 8);
        run();

        assertThat(queued(tess)).isZero();
        assertThat(nextDue(tess)).isEqualTo(instant(tomorrow.plusDays(1), 8));
    }

    /** Three days without a node are one mail. */
    @Test
    void whatWasMissedIsOneMail() throws Exception {
        choose(mia, "daily", "08:00");
        open(mia, "idle");
        at(tomorrow, 20);
        open(mia, "overtime");
        at(tomorrow.plusDays(3), 9);
        run();

        assertThat(text(mail(mia, 1))).contains("You: away during a session", "You: long hours");
        assertThat(nextDue(mia)).isEqualTo(instant(tomorrow.plusDays(4), 8));
        run();
        assertThat(queued(mia)).isEqualTo(1);
    }

    @Test
    void typesThatSomebodyLeftOutAreInNone() {
        mia.api()
                .put(
                        CHOICES,
                        Map.of(
                                "digest",
                                "daily",
                                "types",
                                Map.of("idle", Map.of("browser", true, "mail", false))))
                .expect(200);
        open(mia, "idle");
        at(tomorrow, 8);
        run();

        assertThat(queued(mia)).isZero();
    }

    @Test
    void theTimeIsOnTheirOwnClockAndFollowsIt() {
        choose(mia, "weekly", "17:30");
        assertThat(nextDue(mia).atZone(BERLIN).getDayOfWeek().getValue()).isEqualTo(1);
        Instant before = nextDue(mia);

        mia.api().patch("/api/auth/me", Map.of("timeZone", "Asia/Tokyo")).expect(200);

        assertThat(nextDue(mia).atZone(ZoneId.of("Asia/Tokyo")).toLocalTime()).hasToString("17:30");
        assertThat(nextDue(mia)).isNotEqualTo(before);
        choose(mia, "off", "17:30");
        assertThat(text("SELECT next_due_at FROM notification_choices", mia)).isNull();
    }

    @Test
    void itIsInTheLanguageOfWhoChoseIt() throws Exception {
        mia.api().with("Accept-Language", "de").put(CHOICES, Map.of("digest", "daily")).expect(200);
        open(mia, "session-forgotten");
        at(tomorrow, 8);
        run();

        MimeMessage mail = mail(mia, 1);
        assertThat(mail.getSubject()).isEqualTo("1 neuer Hinweis");
        assertThat(text(mail)).contains("Sie: Sitzung nicht beendet");
    }

    @Test
    void whoMayNotComeInGetsNone() {
        MailingApp.server().refuse(tess.email(), "451 4.3.0 come again");
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        at(tomorrow, 8);
        run();
        await().until(() -> waiting(tess).equals("1"));

        ada = app().signIn(ada.email());
        patch(tess, Map.of("status", "suspended"));
        assertThat(queued(tess)).as("taken back").isZero();
        open(mia, "idle");
        at(tomorrow.plusDays(1), 8);
        run();
        assertThat(queued(tess)).isZero();

        ada = app().signIn(ada.email());
        ada.api().delete("/api/users/" + tess.userId()).expect(204);
        assertThat(text("SELECT count(*) FROM notification_choices", tess)).isEqualTo("0");
        MailingApp.server().accept(tess.email());
    }

    @Test
    void whoIsNoManagerAnyMoreIsToldOfThemselvesAlone() {
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        patch(tess, Map.of("role", "employee"));
        at(tomorrow, 8);
        run();

        assertThat(queued(tess)).isZero();
    }

    /** It waits for a mail server that takes nothing, with Mia in it. */
    @Test
    void whoIsErasedIsInNoMailThatWaits() throws Exception {
        patch(bob, Map.of("teamId", team()));
        MailingApp.server().refuse(tess.email(), "451 4.3.0 come again");
        choose(tess, "daily", "08:00");
        open(mia, "overtime");
        open(bob, "agent-silent");
        at(tomorrow, 8);
        run();
        await().until(() -> waiting(tess).equals("1"));

        ada = app().signIn(ada.email());
        ada.api().delete("/api/users/" + mia.userId() + "/data").expect(204);

        assertThat(queued(tess)).isZero();
        MailingApp.server().accept(tess.email());
        run();
        assertThat(text(mail(tess, 1))).contains("Bob: computer silent").doesNotContain("Mia");
        assertThat(nextDue(tess)).isEqualTo(instant(tomorrow.plusDays(1), 8));
    }

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

    @Test
    void whoMustSetUpASecondFactorGetsItAfterwards() throws Exception {
        choose(mia, "daily", "08:00");
        open(mia, "overtime");
        sql("UPDATE organizations SET require_second_factor = true");
        at(tomorrow, 8);
        run();
        assertThat(queued(mia)).isZero();

        sql("UPDATE organizations SET require_second_factor = false");
        at(tomorrow.plusDays(1), 8);
        run();
        assertThat(text(mail(mia, 1))).contains("You: long hours");
    }

    private void choose(Person person, String digest, String at) {
        person.api().put(CHOICES, Map.of("digest", digest, "at", at)).expect(200);
    }

    private void patch(Person person, Map<String, Object> change) {
        ada.api().patch("/api/users/" + person.userId(), change).expect(200);
    }

    private String team() {
        return text("SELECT team_id FROM users WHERE id = '%s'".formatted(mia.userId()));
    }

    private void open(Person person, String type) {
        // Somewhat later than what was chosen just now.
        Instant at = now().plusSeconds(60);
        AlertRows.open(app(), ada.organizationId(), person.userId(), type, at);
    }

    private static void run() {
        app().bean(DigestJob.class).run(() -> false);
    }

    /** As a node does, which may have to take those of other tests before. */
    private static ChoiceRow take(Person person) {
        while (true) {
            ChoiceRow taken =
                    app().bean(Transactions.class)
                            .asSystem(() ->
                                    app().bean(DigestRepository.class)
                                            .take(now(), now().plus(DueMails.LEASE)));
            if (taken.userId().equals(person.userId())) {
                return taken;
            }
        }
    }

    private static Instant now() {
        return MailingApp.NOW.get();
    }

    private static Instant instant(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(BERLIN).toInstant();
    }

    private static void at(LocalDate day, int hour) {
        MailingApp.NOW.set(instant(day, hour));
    }

    private Instant nextDue(Person person) {
        return Instant.parse(
                text(
                        """
                        SELECT to_char(next_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        FROM notification_choices
                        """,
                        person));
    }

    private String text(String select, Person person) {
        return text("%s WHERE user_id = '%s'".formatted(select, person.userId()));
    }

    private String text(String sql) {
        return AlertRows.text(app(), ada.organizationId(), sql);
    }

    private void sql(String sql) {
        AlertRows.execute(app(), ada.organizationId(), sql);
    }

    private long queued(Person person) {
        return Long.parseLong(
                text(
                        "SELECT count(*) FROM mails WHERE recipient = '%s'"
                                .formatted(person.email())));
    }

    /** How many mails to this person were tried, and wait. */
    private String waiting(Person person) {
        return text(
                """
                SELECT count(*) FROM mails
                WHERE recipient = '%s' AND status = 'waiting' AND error IS NOT NULL
                """
                        .formatted(person.email()));
    }

    private String views(Person actor, Person person) {
        return text(
                """
                SELECT count(*) FROM audit_entries
                WHERE kind = 'view' AND action = 'alert-digest' AND actor_id = '%s' AND person_id = '%s'
                """
                        .formatted(actor.userId(), person.userId()));
    }

    /** The last of so many mails to this person. */
    private static MimeMessage mail(Person person, int many) {
        await().until(() -> received(person).size() == many);
        return received(person).getLast();
    }

    private static List<MimeMessage> received(Person person) {
        return Arrays.stream(MailingApp.server().getReceivedMessages())
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
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }
}
