package dev.astir.app.invitations;

import dev.astir.app.mail.Mail;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What somebody who is invited reads, in the language of who invites. Stateless. */
final class InvitationMail {

    private InvitationMail() {}

    static Mail write(
            Locale locale,
            String to,
            String inviter,
            String organization,
            boolean byPassword,
            URI link,
            Instant expiresAt) {
        return locale.getLanguage().equals("de")
                ? new Mail(
                        to,
                        inviter + " lädt Sie zu " + organization + " bei Astir ein",
                        List.of(
                                inviter
                                        + " lädt Sie ein, bei "
                                        + organization
                                        + " mit Astir zu arbeiten. "
                                        + (byPassword
                                                ? "Mit dem Link wählen Sie Ihren Namen und ein"
                                                        + " Passwort."
                                                : "Mit dem Link melden Sie sich dort an, wo Ihre"
                                                        + " Organisation es tut.")),
                        new Mail.Link("Einladung annehmen", link),
                        List.of(
                                "Der Link gilt 7 Tage und für eine Person: geben Sie ihn nicht"
                                        + " weiter.",
                                "Wenn Sie diese Einladung nicht erwartet haben, brauchen Sie nichts"
                                        + " zu tun."),
                        expiresAt)
                : new Mail(
                        to,
                        inviter + " invites you to " + organization + " on Astir",
                        List.of(
                                inviter
                                        + " invites you to work with "
                                        + organization
                                        + " on Astir. Follow the link to "
                                        + (byPassword
                                                ? "choose your name and a password."
                                                : "sign in where your organization does.")),
                        new Mail.Link("Accept the invitation", link),
                        List.of(
                                "The link is good for 7 days, and for one person: do not pass it"
                                        + " on.",
                                "If you did not expect this invitation, there is nothing you need"
                                        + " to do."),
                        expiresAt);
    }
}
