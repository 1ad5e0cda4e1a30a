package dev.astir.app.audit;

import dev.astir.app.web.AnyMembers;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the trail. Immutable.
 *
 * @param kind {@code change} or {@code view}
 * @param action what was done, or looked at
 * @param actorId who did it; null for the app itself
 * @param actorName their name today; null for the app, and for who is gone
 * @param actorRole what they may do today
 * @param via the name of the token by which it was done; null in person
 * @param personId whom it concerns, if anybody
 * @param personName their name today
 */
@Introspected
@MappedEntity("audit_entries")
public record AuditEntry(
        @Id UUID id,
        Instant at,
        String kind,
        String action,
        @Nullable UUID actorId,
        @Nullable String actorName,
        @Nullable String actorRole,
        @Nullable String via,
        @Nullable UUID personId,
        @Nullable String personName,
        @AnyMembers @TypeDef(type = DataType.JSON) Map<String, Object> details) {}
