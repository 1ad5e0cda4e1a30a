package dev.astir.app.mail;

import dev.astir.app.tenancy.Backlog;
import jakarta.inject.Singleton;

/** Mails of the last days that a server refused for good. Thread-safe. */
@Singleton
final class FailedMails implements Backlog {

    private final MailRepository rows;

    FailedMails(MailRepository rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "astir.mails.failed";
    }

    @Override
    public String description() {
        return "Mails of the last days that a server refused for good";
    }

    @Override
    public long count() {
        return rows.count("failed");
    }
}
