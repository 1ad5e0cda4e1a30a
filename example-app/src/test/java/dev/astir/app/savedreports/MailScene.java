package dev.astir.app.savedreports;

import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.mail.DueMails;
import dev.astir.app.mail.MailServer;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A team that worked, whose saved reports come by mail through a real mail server. All tests of it
 * share one app and its clock, which only goes on.
 */
@ExtendWith(MailingApp.class)
abstract class MailScene {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** The Monday that comes; at seven something is due. */
    LocalDate monday;

    Person ada;
    Person tess;
    Person mia;
    Person bob;
    UUID red;

    static TestApp app() {
        return MailingApp.app();
    }

    static MailServer server() {
        return MailingApp.server();
    }

    static SettableClock clock() {
        return new SettableClock(MailingApp.NOW);
    }

    static Instant now() {
        return MailingApp.NOW.get();
    }

    static void now(Instant instant) {
        MailingApp.NOW.set(instant);
    }

    /** Everybody worked on Tuesday of the week that ends. */
    @BeforeEach
    void work() {
        LocalDate today = now().atZone(BERLIN).toLocalDate();
        monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        at(monday.minusDays(1), 12);
        ada = app().registerOrganization();
        tess = app().addUser(ada, Role.MANAGER, "Tess");
        mia = app().addUser(ada, Role.EMPLOYEE, "Mia");
        bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        red = TestTeams.create(ada, "Red", tess);
        TestTeams.move(ada, mia, red);
        worked(mia, 2);
        worked(bob, 3);
    }

    final void worked(Person person, int hours) {
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

    /** Takes it as a node does, which may have to take those of other tests before. */
    final SavedRow take(String id) {
        while (true) {
            SavedRow taken =
                    app().bean(Transactions.class)
                            .asSystem(() ->
                                    app().bean(DueRepository.class)
                                            .take(now(), now().plus(DueMails.LEASE)));
            if (taken.id().toString().equals(id)) {
                return taken;
            }
        }
    }

    static void at(LocalDate day, int hour) {
        now(day.atTime(hour, 0).atZone(BERLIN).toInstant());
    }

    static Map<String, Object> weekly(String report, String format, Person... recipients) {
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

    final String saved(Map<String, Object> report) {
        return ada.api().post("/api/reports/saved", report).expect(201).json().get("id").asText();
    }

    final Instant nextAt(String id) {
        return Instant.parse(
                ada.api()
                        .get("/api/reports/saved/" + id)
                        .expect(200)
                        .json()
                        .get("nextAt")
                        .asText());
    }

    /** The last of so many mails to this person. */
    static MimeMessage mail(Person person, int many) {
        await().until(() -> received(person).size() == many);
        return received(person).getLast();
    }

    static List<MimeMessage> received(Person person) {
        return Arrays.stream(server().getReceivedMessages())
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
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        if (parts.getContentType().startsWith("multipart/mixed")) {
            parts = (MimeMultipart) parts.getBodyPart(0).getContent();
        }
        return (String) parts.getBodyPart(0).getContent();
    }

    final String text(String sql) {
        return inOrganization(
                sql,
                statement -> {
                    ResultSet rows = statement.executeQuery();
                    return rows.next() ? rows.getString(1) : "";
                });
    }

    static BodyPart file(MimeMessage mail) throws MessagingException, IOException {
        return ((MimeMultipart) mail.getContent()).getBodyPart(1);
    }

    static byte[] content(BodyPart file) throws MessagingException, IOException {
        return file.getInputStream().readAllBytes();
    }

    /** How many mails to this person were put into the outbox. */
    final long queued(Person person) {
        return count("SELECT count(*) FROM mails WHERE recipient = '%s'".formatted(person.email()));
    }

    final long views(Person actor, Person person) {
        return count(
                """
                SELECT count(*) FROM audit_entries
                WHERE kind = 'view' AND action = 'report' AND actor_id = '%s' AND person_id = '%s'
                """
                        .formatted(actor.userId(), person.userId()));
    }

    final long count(String sql) {
        return Long.parseLong(text(sql));
    }

    final void execute(String sql) {
        inOrganization(sql, PreparedStatement::execute);
    }

    final <T> T inOrganization(
            String sql, io.micronaut.data.jdbc.runtime.PreparedStatementCallback<T> work) {
        return app().bean(Transactions.class)
                .inOrganization(
                        ada.organizationId(),
                        () -> app().bean(JdbcOperations.class).prepareStatement(sql, work));
    }
}
