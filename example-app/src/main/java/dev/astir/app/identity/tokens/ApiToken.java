package dev.astir.app.identity.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token as the API lists it: never the token itself, which is not kept.
 *
 * <p>Immutable.
 *
 * @param userId whose it is
 * @param userName that person's name
 * @param prefix the token's first characters
 * @param scopes what it may be used for: {@code read}, {@code write}, {@code publish}, {@code
 *     admin}
 * @param expiresAt null when it does not
 * @param lastUsedAt to the minute; null when it never was
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@MappedEntity("api_tokens")
record ApiToken(
        @Id UUID id,
        UUID userId,
        String userName,
        String name,
        String prefix,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
