package dev.astir.app.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An integration as administrators see it. Immutable.
 *
 * @param publicId what its address ends with
 * @param url where its sender sends to
 * @param status {@code active} or {@code paused}
 * @param mapping null for the kinds that have none
 * @param previousSecretUntil how long the secret before counts as well; null when none does
 * @param lastSeen when its sender last proved who it is; null when it never did
 * @param lastAnswer when somebody was last answered, and with what; null when nobody ever was
 * @param secret only in the answer that makes it
 * @param answers the last ones, newest first; only of one integration
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record IntegrationView(
        UUID id,
        String publicId,
        String url,
        String name,
        Kind kind,
        String status,
        @Nullable Mapping mapping,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant previousSecretUntil,
        @Nullable Instant lastSeen,
        @Nullable LastAnswer lastAnswer,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) List<Answer> answers) {

    /** When somebody was answered, and with what status. */
    @Introspected
    record LastAnswer(Instant at, int status) {}

    /**
     * What a sender was answered.
     *
     * @param senderId by which it knows what it sent; null when it said none
     * @param type what it told of; null when that could not be read
     * @param eventId in the feed; null when there is none
     * @param duplicate whether that was there already
     * @param ignored why it is no event; null when it is one, or was refused
     * @param problem why it was refused; null when it was not
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Answer(
            Instant at,
            int status,
            @Nullable String senderId,
            @Nullable String type,
            @Nullable UUID eventId,
            boolean duplicate,
            @Nullable String ignored,
            @Nullable String problem) {

        static Answer of(AnswerRepository.Row row) {
            return new Answer(
                    row.at(),
                    row.status(),
                    row.senderId(),
                    row.type(),
                    row.eventId(),
                    row.outcome().equals("duplicate"),
                    row.outcome().equals("ignored") ? row.detail() : null,
                    row.outcome().equals("refused") ? row.detail() : null);
        }
    }

    IntegrationView withSecret(String made) {
        return new IntegrationView(
                id,
                publicId,
                url,
                name,
                kind,
                status,
                mapping,
                createdAt,
                updatedAt,
                previousSecretUntil,
                lastSeen,
                lastAnswer,
                made,
                answers);
    }

    IntegrationView withAnswers(List<Answer> given) {
        return new IntegrationView(
                id,
                publicId,
                url,
                name,
                kind,
                status,
                mapping,
                createdAt,
                updatedAt,
                previousSecretUntil,
                lastSeen,
                lastAnswer,
                secret,
                List.copyOf(given));
    }

    /** Without the secret, which no log may hold. */
    @Override
    public String toString() {
        return "IntegrationView[id=%s, kind=%s, status=%s]".formatted(id, kind, status);
    }
}
