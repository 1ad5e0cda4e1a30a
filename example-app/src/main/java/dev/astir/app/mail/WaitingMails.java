package dev.astir.app.mail;

import dev.astir.app.tenancy.Backlog;
import jakarta.inject.Singleton;

/** Mails that no server has taken yet. Thread-safe. */
@Singleton
final class WaitingMails implements Backlog {

    private final MailRepository rows;

    WaitingMails(MailRepository rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "astir.mails.waiting";
    }

    @Override
    public String description() {
        return "Mails that no server has taken yet";
    }

    @Override
    public long count() {
        return rows.count("waiting");
    }
}
