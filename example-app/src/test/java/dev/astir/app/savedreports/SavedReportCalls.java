package dev.astir.app.savedreports;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.UUID;

/** Calls of the repositories of saved reports. */
public final class SavedReportCalls extends RepositoryCalls {

    private final UUID report = UUID.randomUUID();
    private final UUID mail = UUID.randomUUID();

    public SavedReportCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        none("SavedReportRepository.countOf", organization, ada);
        run(
                "SavedReportRepository.save",
                organization,
                report,
                ada,
                "Weekly",
                "usage",
                "last-week",
                bob,
                null,
                null,
                "app",
                "en",
                "week",
                "monday",
                null,
                "07:00",
                "csv",
                now,
                now);
        run("SavedReportRepository.countOf", organization, ada);
        run("SavedReportRepository.countOfMailed", organization, ada, nobody);
        none("SavedReportRepository.countOfMailed", organization, ada, report);
        run("SavedReportRepository.hold", organization, report);
        none("SavedReportRepository.hold", organization, nobody);
        run("SavedReportRepository.find", organization, report, ada);
        none("SavedReportRepository.find", organization, report, bob);
        run("SavedReportRepository.page", organization, ada, null, 9);
        none("SavedReportRepository.page", organization, ada, report, 9);
        run("SavedReportRepository.of", organization, bob);
        none("SavedReportRepository.of", organization, nobody);
        run("SavedReportRepository.mailed", organization, null);
        none("SavedReportRepository.mailed", organization, bob);
        run(
                "SavedReportRepository.save",
                organization,
                report,
                ada,
                "Monthly",
                "usage",
                "last-month",
                bob,
                null,
                null,
                "app",
                "en",
                "month",
                null,
                31,
                "07:00",
                "pdf",
                now,
                now);
        recipients();
    }

    private void recipients() {
        UUID[] people = {ada, bob};
        run("RecipientRepository.active", organization, people);
        run("RecipientRepository.names", organization, people);
        run("RecipientRepository.add", organization, report, people);
        run("RecipientRepository.of", organization, new UUID[] {report});
        none("RecipientRepository.of", organization, new UUID[] {nobody});
        run("RecipientRepository.holdActive", organization, ada);
        none("RecipientRepository.holdActive", organization, nobody);
        run("RecipientRepository.begin", organization, report, ada, now);
        none("RecipientRepository.begin", organization, report, ada, now);
        none("RecipientRepository.waitingMails", organization, ada);
        addMail();
        run("RecipientRepository.mailed", organization, report, ada, mail);
        run("RecipientRepository.waitingMails", organization, ada);
        erased();
        run("RecipientRepository.remove", organization, report, bob);
        none("RecipientRepository.remove", organization, report, bob);
        run("RecipientRepository.removeEverywhere", organization, ada);
    }

    /** By SQL: the mail's own repository is another package's. */
    private void addMail() {
        execute(
                "INSERT INTO mails (organization_id, id, recipient, subject, plain, html, status,"
                        + " created_at, next_attempt_at, good_until) VALUES"
                        + " ('%s', '%s', 'a@b.c', 'Hi', 't', '<p>', 'waiting', '%s', '%s', '%s')",
                organization, mail, now, now, later);
    }

    private void erased() {
        UUID[] mails = {mail};
        none("ErasedRepository.count", organization);
        execute(
                "INSERT INTO erasures (organization_id, user_id, names, started_at)"
                        + " VALUES ('%s', '%s', '{}', '%s')",
                organization, bob, now);
        run("ErasedRepository.count", organization);
        execute(
                "DELETE FROM erasures WHERE organization_id = '%s' AND user_id = '%s'",
                organization, bob);
        run("ErasedRepository.hold", organization);
        none("ErasedRepository.hold", nobody);
        none("ErasedRepository.makeDue", organization, new UUID[] {nobody}, now);
        run("ErasedRepository.makeDue", organization, mails, now);
        run("ErasedRepository.forget", organization, mails);
        none("ErasedRepository.forget", organization, mails);
    }

    private void execute(String sql, Object... values) {
        bean(JdbcOperations.class)
                .prepareStatement(sql.formatted(values), PreparedStatement::execute);
    }

    public void makeAsSystem() {
        none("DueRepository.take", now.minusSeconds(1), later);
        run("DueRepository.take", now, later);
        none("DueRepository.take", now, later);
    }

    public void finish() {
        Instant next = later.plusSeconds(60);
        none("SavedReportRepository.postpone", organization, report, later, next, "busy", null);
        run("SavedReportRepository.postpone", organization, report, now, next, "busy", null);
        run("SavedReportRepository.move", organization, report, later);
        none("SavedReportRepository.finish", organization, report, later, 1, next, now);
        run("SavedReportRepository.finish", organization, report, later, 0, next, now);
        run("SavedReportRepository.delete", organization, report);
        execute("DELETE FROM mails WHERE id = '%s'", mail);
    }
}
