package dev.astir.app.mail;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail of the outbox, for the node that took it for a while. Immutable.
 *
 * @param attachment the file that comes with it; empty for none
 * @param attachmentName its name; null for none, as its type is then
 * @param attempts how often it was tried, with this time
 */
@MappedEntity("mails")
@SuppressWarnings("ArrayRecordComponent") // nobody compares mails
record QueuedMail(
        UUID organizationId,
        UUID id,
        String recipient,
        String subject,
        String plain,
        String html,
        byte[] attachment,
        @Nullable String attachmentName,
        @Nullable String attachmentType,
        int attempts,
        Instant goodUntil) {

    /** Without what it says: a link may be a secret. */
    @Override
    public String toString() {
        return "QueuedMail[id=" + id + ", attempts=" + attempts + "]";
    }
}
