package dev.astir.app.savedreports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import dev.astir.app.mail.Mail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nobody who was erased is in a mail that is sent after it. */
class ErasedFromMailTest extends MailScene {

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
        server().refuse(ada.email(), "451 4.3.0 come again");
        String id = saved(weekly("team", "csv", ada, tess));
        at(monday, 7);
        TestSending.run(app());
        ada = app().signIn(ada.email());
        ada.api().post("/api/reports/saved/" + id + "/send").expect(202);
        mail(tess, 1);
        await().until(() -> waiting(ada) == 2);

        erase(bob);

        assertThat(queued(ada)).as("the weekly one, and the one of now").isZero();
        assertThat(nextAt(id)).as("due again").isEqualTo(now());
        server().accept(ada.email());
        TestSending.run(app());
        assertThat(new String(content(file(mail(ada, 1))), UTF_8))
                .contains("Mia,7200,", "Total,7200,")
                .doesNotContain("Bob", "10800");
        assertThat(nextAt(id))
                .isEqualTo(monday.plusDays(7).atTime(7, 0).atZone(BERLIN).toInstant());
        TestSending.run(app());
        assertThat(queued(tess)).as("Tess had hers before").isEqualTo(1);
        assertThat(queued(ada)).isEqualTo(1);
    }

    /** The node that is at the report sends the others without them, and does not call it done. */
    @Test
    void whoIsErasedWhileOthersGetTheReportIsInNone() throws Exception {
        server().refuse(ada.email(), "451 4.3.0 come again");
        String id = saved(weekly("team", "csv", ada, tess));
        at(monday, 7);
        ada = app().signIn(ada.email());
        SavedRow taken = take(id);
        AtomicInteger asked = new AtomicInteger();

        app().bean(DueReport.class)
                .mail(
                        taken,
                        now(),
                        () -> {
                            if (asked.incrementAndGet() == 2) {
                                await().until(() -> waiting(ada) == 1);
                                erase(bob);
                            }
                            return false;
                        });

        assertThat(queued(ada)).isZero();
        server().accept(ada.email());
        TestSending.run(app());
        for (Person each : List.of(ada, tess)) {
            assertThat(new String(content(file(mail(each, 1))), UTF_8))
                    .contains("Total,")
                    .doesNotContain("Bob");
        }
        assertThat(nextAt(id))
                .isEqualTo(monday.plusDays(7).atTime(7, 0).atZone(BERLIN).toInstant());
    }

    @Test
    void whatWasMadeBeforeSomebodyWasErasedIsNotSentAfterIt() {
        List<Mail> made = new ArrayList<>();

        Mail sent =
                app().bean(ErasureGuard.class)
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
                                                    now()));
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
        server().refuse(ada.email(), "451 4.3.0 come again");
        tess.api().post("/api/reports/saved", weekly("team", "csv", tess, ada)).expect(201);
        at(monday, 7);
        TestSending.run(app());
        await().until(() -> waiting(ada) == 1);
        ada = app().signIn(ada.email());

        erase(tess);

        assertThat(queued(ada)).isZero();
        server().accept(ada.email());
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
}
