package dev.astir.app.notifications;

import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.mail.DueMails;
import dev.astir.app.savedreports.MailingApp;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** An organization with a team, whose digests go through a real mail server. */
@ExtendWith(MailingApp.class)
abstract class DigestScene {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final String CHOICES = "/api/me/notifications";

    Person ada;
    Person tess;
    Person mia;
    Person bob;
    LocalDate tomorrow;

    static TestApp app() {
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

    void choose(Person person, String digest, String at) {
        person.api().put(CHOICES, Map.of("digest", digest, "at", at)).expect(200);
    }

    void patch(Person person, Map<String, Object> change) {
        ada.api().patch("/api/users/" + person.userId(), change).expect(200);
    }

    String team() {
        return text("SELECT team_id FROM users WHERE id = '%s'".formatted(mia.userId()));
    }

    void open(Person person, String type) {
        // Somewhat later than what was chosen just now.
        Instant at = now().plusSeconds(60);
        AlertRows.open(app(), ada.organizationId(), person.userId(), type, at);
    }

    static void run() {
        app().bean(DigestJob.class).run(() -> false);
    }

    /** As a node does, which may have to take those of other tests before. */
    static ChoiceRow take(Person person) {
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

    static Instant now() {
        return MailingApp.NOW.get();
    }

    static Instant instant(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(BERLIN).toInstant();
    }

    static void at(LocalDate day, int hour) {
        MailingApp.NOW.set(instant(day, hour));
    }

    Instant nextDue(Person person) {
        return Instant.parse(
                text(
                        """
                        SELECT to_char(next_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        FROM notification_choices
                        """,
                        person));
    }

    String text(String select, Person person) {
        return text("%s WHERE user_id = '%s'".formatted(select, person.userId()));
    }

    String text(String sql) {
        return AlertRows.text(app(), ada.organizationId(), sql);
    }

    void sql(String sql) {
        AlertRows.execute(app(), ada.organizationId(), sql);
    }

    long queued(Person person) {
        return Long.parseLong(
                text(
                        "SELECT count(*) FROM mails WHERE recipient = '%s'"
                                .formatted(person.email())));
    }

    /** How many mails to this person were tried, and wait. */
    String waiting(Person person) {
        return text(
                """
                SELECT count(*) FROM mails
                WHERE recipient = '%s' AND status = 'waiting' AND error IS NOT NULL
                """
                        .formatted(person.email()));
    }

    String views(Person actor, Person person) {
        return text(
                """
                SELECT count(*) FROM audit_entries
                WHERE kind = 'view' AND action = 'alert-digest' AND actor_id = '%s' AND person_id = '%s'
                """
                        .formatted(actor.userId(), person.userId()));
    }

    /** The last of so many mails to this person. */
    static MimeMessage mail(Person person, int many) {
        await().until(() -> received(person).size() == many);
        return received(person).getLast();
    }

    static List<MimeMessage> received(Person person) {
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

    static String text(MimeMessage mail) throws MessagingException, IOException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }
}
