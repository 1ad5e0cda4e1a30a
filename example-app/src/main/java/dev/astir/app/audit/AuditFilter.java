package dev.astir.app.audit;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for. Immutable.
 *
 * @param from entries at this time and later
 * @param to entries before this time
 * @param actorId by whom; null for anybody
 * @param personId about whom; null for anybody
 * @param action {@code team.created}, all of {@code team}, or null for any
 * @param kind {@code change}, {@code view}, or null for both
 */
record AuditFilter(
        Instant from,
        Instant to,
        @Nullable UUID actorId,
        @Nullable UUID personId,
        @Nullable String action,
        @Nullable String kind) {

    /**
     * The period between the two times, where null leaves a side open.
     *
     * @throws ProblemException 400 when the period is empty
     */
    static AuditFilter of(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID actorId,
            @Nullable UUID personId,
            @Nullable String action,
            @Nullable String kind) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("to", to, "a time after \"from\", which is " + from);
        }
        return new AuditFilter(
                from == null ? StorableTime.EARLIEST : from,
                to == null ? StorableTime.LATEST : to,
                actorId,
                personId,
                action == null || action.isBlank() ? null : action,
                kind);
    }
}
