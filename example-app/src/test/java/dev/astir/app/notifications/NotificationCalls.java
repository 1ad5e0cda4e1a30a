package dev.astir.app.notifications;

import dev.astir.app.RepositoryCalls;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Calls of the repositories of notifications. */
public final class NotificationCalls extends RepositoryCalls {

    private static final List<String> NONE = List.of();

    /** Later than alerts of others' calls. */
    private final Instant opened = later.plusSeconds(100);

    private final UUID mail = UUID.randomUUID();
    private final UUID alert = UUID.randomUUID();

    public NotificationCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        none("ChoiceRepository.find", organization, ada);
        put("off", null);
        none("ChoiceRepository.mailed", organization, null);
        put("daily", now);
        run("ChoiceRepository.find", organization, ada);
        run("ChoiceRepository.mailed", organization, null);
        none("ChoiceRepository.mailed", organization, bob);
        run("SeenRepository.find", organization, ada);
        none("SeenRepository.find", organization, nobody);
        run("SeenRepository.put", organization, ada, now);
        execute(
                "INSERT INTO alerts (organization_id, id, user_id, type, subject, opened_at, details)"
                        + " VALUES ('%s', '%s', '%s', 'overtime', '%s', '%s', '%s')",
                organization, alert, bob, alert, opened, AlertRows.DETAILS);
        news();
        digests();
    }

    private void news() {
        Instant before = opened.minusSeconds(1);
        Instant after = opened.plusSeconds(1);
        UUID[] onlyAda = {ada};
        run("NewsRepository.newest", organization, ada, null, before, opened, 9);
        run("NewsRepository.newest", organization, bob, onlyAda, before, opened, 9);
        none("NewsRepository.newest", organization, ada, onlyAda, before, opened, 9);
        run("NewsRepository.unseen", organization, ada, null, before, before, 9);
        none("NewsRepository.unseen", organization, ada, null, before, opened, 9);
        run("NewsRepository.between", organization, ada, null, before, before, opened, NONE, 9);
        none("NewsRepository.between", organization, ada, null, before, opened, after, NONE, 9);
        none(
                "NewsRepository.between",
                organization,
                ada,
                null,
                before,
                before,
                opened,
                List.of("overtime"),
                9);
    }

    private void digests() {
        run("DigestRepository.holdActive", organization, ada);
        none("DigestRepository.holdActive", organization, nobody);
        none("DigestRepository.waitingMail", organization, ada);
        execute(
                "INSERT INTO mails (organization_id, id, recipient, subject, plain, html, status,"
                        + " created_at, next_attempt_at, good_until) VALUES"
                        + " ('%s', '%s', 'a@b.c', 'Hi', 't', '<p>', 'waiting', '%s', '%s', '%s')",
                organization, mail, now, now, later);
        run("DigestRepository.mailed", organization, ada, mail, now);
        run("DigestRepository.waitingMail", organization, ada);
        none("DigestRepository.makeDue", organization, new UUID[] {nobody}, now);
        run("DigestRepository.makeDue", organization, new UUID[] {mail}, now);
        none("DigestRepository.makeDue", organization, new UUID[] {mail}, now);
    }

    private void put(String digest, Instant due) {
        run(
                "ChoiceRepository.put",
                organization,
                ada,
                NONE,
                List.of("idle"),
                NONE,
                digest,
                "08:00",
                "monday",
                "en",
                due,
                now);
    }

    private void execute(String sql, Object... values) {
        bean(JdbcOperations.class)
                .prepareStatement(sql.formatted(values), PreparedStatement::execute);
    }

    public void makeAsSystem() {
        none("DigestRepository.take", now.minusSeconds(1), later);
        run("DigestRepository.take", now, later);
        none("DigestRepository.take", now, later);
    }

    public void finish() {
        ChoiceRow row = bean(ChoiceRepository.class).find(organization, ada).orElseThrow();
        Instant due = row.nextDueAt();
        int attempts = row.attempts();
        none("DigestRepository.postpone", organization, ada, due, 99, later);
        none("DigestRepository.postpone", organization, ada, opened, attempts, later);
        run("DigestRepository.postpone", organization, ada, due, attempts, later);
        none("DigestRepository.finish", organization, ada, due, 99, later, now);
        none("DigestRepository.finish", organization, ada, opened, attempts, later, now);
        run("DigestRepository.finish", organization, ada, due, attempts, later, now);
        run("ChoiceRepository.move", organization, ada, later);
        run("ChoiceRepository.delete", organization, ada);
        none("ChoiceRepository.find", organization, ada);
        run("SeenRepository.delete", organization, ada);
    }
}
