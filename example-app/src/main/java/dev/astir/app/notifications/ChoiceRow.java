package dev.astir.app.notifications;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code notification_choices}. Immutable.
 *
 * @param notInBrowser the types that no browser shows
 * @param notByMail the types that are in no digest
 * @param notByWebhook the types that their own webhook is not told of
 * @param nextDueAt when the next digest is due; null for none
 * @param toldUntil what was news until then is in no further digest
 * @param mailId the last digest's mail
 * @param mailedFrom from when on it tells
 */
@MappedEntity("notification_choices")
record ChoiceRow(
        UUID organizationId,
        @Id UUID userId,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> notInBrowser,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> notByMail,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> notByWebhook,
        String digest,
        String at,
        String weekday,
        String language,
        @Nullable Instant nextDueAt,
        @Nullable Instant nextAttemptAt,
        int attempts,
        Instant toldUntil,
        @Nullable UUID mailId,
        @Nullable Instant mailedFrom) {

    DigestTime time() {
        return new DigestTime(Digest.of(digest), at, DigestDay.of(weekday));
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }
}
