package dev.astir.app.days;

import dev.astir.app.organizations.Organizations;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For how long people's time is kept. In the caller's transaction. Thread-safe. */
@Singleton
public class KeptTime {

    /**
     * For how many days ({@code own.days}) the time of each person {@code u} is kept, where the
     * organization decided {@code :days}: for the shortest that was told since they agreed, since
     * they have not agreed to longer yet.
     */
    public static final String OWN_DAYS =
            """
            FROM users u CROSS JOIN LATERAL (
                SELECT LEAST(:days, min(p.retention_days)) AS days FROM policies p
                WHERE p.organization_id = u.organization_id AND p.version >= (
                    SELECT max(k.version) FROM policy_acknowledgements k
                    WHERE k.organization_id = u.organization_id AND k.user_id = u.id)) own
            """;

    /**
     * So much earlier than that it may be deleted. The text promises a day at the latest: the time
     * to the next sweep, and what it takes.
     */
    public static final Duration AHEAD = Duration.ofHours(2);

    private final KeptDaysRepository rows;
    private final Organizations organizations;
    private final Clock clock;

    KeptTime(KeptDaysRepository rows, Organizations organizations, Clock clock) {
        this.rows = rows;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** For how many days a person's time is kept. */
    public int days(UUID organizationId, UUID personId) {
        int days = organizations.get(organizationId).retentionDays();
        @Nullable Integer own = rows.days(organizationId, personId, days);
        return own == null ? days : own;
    }

    /** Since when a person's time is kept. */
    public Limit limit(UUID organizationId, UUID personId) {
        int days = days(organizationId, personId);
        return new Limit(clock.instant().plus(AHEAD).minus(Duration.ofDays(days)), days);
    }

    /** Since when time is kept: for so many days. Immutable. */
    public record Limit(Instant first, int days) {

        /**
         * Refuses time that would be deleted at once.
         *
         * @param field as the caller knows the time
         * @throws ProblemException 400 that says for how long time is kept
         */
        public void require(String field, Instant time) {
            if (time.isBefore(first)) {
                throw ProblemException.invalid(
                        field,
                        time,
                        "a time from %s on, since time is kept for %d days"
                                .formatted(first.truncatedTo(ChronoUnit.SECONDS), days));
            }
        }
    }
}
