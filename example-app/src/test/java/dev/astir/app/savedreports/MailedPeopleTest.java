package dev.astir.app.savedreports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp.Person;
import dev.astir.app.teams.TestTeams;
import jakarta.mail.internet.MimeMultipart;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** To whom saved reports are mailed, and of whom they tell: as it is when the mail is made. */
class MailedPeopleTest extends MailScene {

    @Test
    void whoMayNoLongerSeeItIsToldSo() throws Exception {
        Map<String, Object> ofMia = weekly("user", "pdf", tess, ada);
        ofMia.put("userId", mia.userId());
        saved(ofMia);
        TestTeams.move(ada, mia, TestTeams.create(ada, "Blue"));

        at(monday, 7);
        TestSending.run(app());

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
        TestSending.run(app());

        assertThat(text(mail(tess, 1))).contains("You may no longer see");
    }

    /** Others that she chose when she was one get nothing on her word. */
    @Test
    void anOwnerWhoIsNoManagerAnyMoreMailsToNobodyElse() {
        Map<String, Object> usage = weekly("usage", "csv", tess, mia);
        tess.api().post("/api/reports/saved", usage).expect(201);
        ada.api().patch("/api/users/" + tess.userId(), Map.of("role", "employee")).expect(200);

        at(monday, 7);
        TestSending.run(app());

        assertThat(queued(tess)).isEqualTo(1);
        assertThat(queued(mia)).isZero();
    }

    @Test
    void whoIsSuspendedBetweenGetsNothing() throws Exception {
        saved(weekly("team", "csv", ada, tess));
        suspend(tess);

        at(monday, 7);
        TestSending.run(app());

        mail(ada, 1);
        assertThat(queued(tess)).isZero();
        assertThat(received(tess)).isEmpty();
    }

    @Test
    void aMailThatWaitsForSomebodyWhoIsSuspendedIsTakenBack() {
        server().refuse(tess.email(), "451 4.3.0 come again");
        saved(weekly("team", "csv", ada, tess));
        at(monday, 7);
        TestSending.run(app());
        await().until(() -> status(tess).equals("waiting") && error(tess).equals("come again"));

        ada = app().signIn(ada.email());
        suspend(tess);

        assertThat(queued(tess)).isZero();
        server().accept(tess.email());
    }

    @Test
    void whatSomebodySentToThemselvesIsTakenBackWhenTheyAreSuspended() {
        server().refuse(tess.email(), "451 4.3.0 come again");
        String id = saved(weekly("team", "csv", tess));
        tess.api().post("/api/reports/saved/" + id + "/send").expect(202);
        await().until(() -> status(tess).equals("waiting") && error(tess).equals("come again"));

        suspend(tess);

        assertThat(queued(tess)).isZero();
        server().accept(tess.email());
    }

    @Test
    void aSuspendedOwnersReportWaits() {
        tess.api().post("/api/reports/saved", weekly("team", "csv", tess, ada)).expect(201);
        suspend(tess);
        at(monday, 7);
        TestSending.run(app());
        assertThat(queued(ada)).isZero();

        ada = app().signIn(ada.email());
        ada.api().patch("/api/users/" + tess.userId(), Map.of("status", "active")).expect(200);
        TestSending.run(app());

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
        TestSending.run(app());
        assertThat(queued(ada)).isEqualTo(1);
        assertThat(queued(tess)).isZero();
        assertThat(actions("saved-report.left")).isEqualTo(1);
    }

    @Test
    void whoMustSetUpASecondFactorGetsNoFiguresBefore() throws Exception {
        saved(weekly("team", "csv", tess));
        execute("UPDATE organizations SET require_second_factor = true");

        at(monday, 7);
        TestSending.run(app());

        assertThat(text(mail(tess, 1)))
                .contains("Your organization requires a second factor")
                .doesNotContain("Active");
    }

    private void suspend(Person person) {
        ada.api().patch("/api/users/" + person.userId(), Map.of("status", "suspended")).expect(200);
    }

    private String status(Person person) {
        return text("SELECT status FROM mails WHERE recipient = '%s'".formatted(person.email()));
    }

    private String error(Person person) {
        return text(
                "SELECT COALESCE(error, '') FROM mails WHERE recipient = '%s'"
                        .formatted(person.email()));
    }

    private long actions(String action) {
        return count("SELECT count(*) FROM audit_entries WHERE action = '%s'".formatted(action));
    }
}
