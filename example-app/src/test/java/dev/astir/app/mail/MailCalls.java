package dev.astir.app.mail;

import dev.astir.app.RepositoryCalls;
import java.util.UUID;

/** Calls of the repositories of mail. */
public final class MailCalls extends RepositoryCalls {

    public MailCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        UUID mail = UUID.randomUUID();
        add(mail);
        run("MailRepository.attach", organization, mail, new byte[] {1}, "a.csv", "text/csv");
        none("MailRepository.take", now.minusSeconds(1), later);
        run("MailRepository.take", now, later);
        none("MailRepository.take", now, later);
        run("MailRepository.postpone", organization, mail, "busy", now);
        run("MailRepository.finish", organization, mail, MailStatus.SENT, null);
        none("MailRepository.withdraw", organization, mail);
        run("MailRepository.count", "sent");
        UUID late = UUID.randomUUID();
        add(late);
        none("MailRepository.giveUp", now);
        run("MailRepository.giveUp", later);
        UUID wrong = UUID.randomUUID();
        add(wrong);
        run("MailRepository.withdraw", organization, wrong);
        none("MailRepository.withdrawAboutPeople", organization);
        run(
                "MailRepository.add",
                organization,
                UUID.randomUUID(),
                "a@b.c",
                "Hi",
                "text",
                "<p>",
                now,
                later,
                true);
        run("MailRepository.withdrawAboutPeople", organization);
        none("ExpiredMails.deleteExpired", later, 10);
        run("ExpiredMails.deleteExpired", later.plusSeconds(1), 10);
    }

    private void add(UUID id) {
        run(
                "MailRepository.add",
                organization,
                id,
                "a@b.c",
                "Hi",
                "text",
                "<p>",
                now,
                later,
                false);
    }
}
