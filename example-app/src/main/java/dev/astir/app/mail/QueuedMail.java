package dev.astir.app.mail;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail of the outbox, for the node that took it for a while. Immutable.
 *
 * @param attempts how often it was tried, with this time
 */
@MappedEntity("mails")
record QueuedMail(
        UUID organizationId,
        UUID id,
        String recipient,
        String subject,
        String plain,
        String html,
        int attempts,
        Instant goodUntil) {

    /** Without what it says: a link may be a secret. */
    @Override
    public String toString() {
        return "QueuedMail[id=" + id + ", attempts=" + attempts + "]";
    }
}
