package dev.astir.app.audit;

import dev.astir.app.web.AnyMembers;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A look at the data of whoever reads this. Immutable.
 *
 * @param actor who looked; null for the app itself
 * @param via the name of the token by which they did; null in person
 * @param what what they looked at: {@code sessions}
 * @param details which of it: a day, a period
 */
@Introspected
record View(
        UUID id,
        Instant at,
        @Nullable Viewer actor,
        @Nullable String via,
        String what,
        @AnyMembers Map<String, Object> details) {

    /** Who looked, as they are called today. */
    @Introspected
    record Viewer(UUID id, @Nullable String name, @Nullable String role) {}

    static View of(AuditEntry entry) {
        UUID actor = entry.actorId();
        return new View(
                entry.id(),
                entry.at(),
                actor == null ? null : new Viewer(actor, entry.actorName(), entry.actorRole()),
                entry.via(),
                entry.action(),
                entry.details());
    }
}
