package dev.astir.app.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client of the API. Immutable.
 *
 * @param kind {@code person}, {@code agent}, {@code token} or {@code integration}
 * @param name a person's, a computer's, or what a token or an integration is called
 * @param ownerId whose it is; a person is their own, and an integration is the organization's: null
 * @param lastSeen null when it never was
 * @param silentAfterSeconds after so long without a sign it is silent; null when it never is
 * @param hasOwnTime whether that was said of this client, and not of all of the organization
 * @param watched whether somebody is told of its silence
 * @param countToday what it did on this day in UTC
 * @param counts the same for each of the last days in UTC, the earliest first
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Client(
        UUID id,
        String kind,
        String name,
        @Nullable UUID ownerId,
        @Nullable String ownerName,
        @Nullable Instant lastSeen,
        @Nullable Instant firstSeen,
        boolean isSilent,
        @Nullable Integer silentAfterSeconds,
        boolean hasOwnTime,
        boolean watched,
        long countToday,
        List<Count> counts) {

    /** How many days are counted in a list. */
    static final int DAYS = 14;

    /** What was done on a day. */
    @Introspected
    record Count(LocalDate day, long count) {}

    /**
     * A client with its counts.
     *
     * @param counted of the days on which it did something
     */
    static Client of(ClientRepository.Row row, LocalDate today, Map<LocalDate, Long> counted) {
        List<Count> counts = new ArrayList<>(DAYS);
        for (int before = DAYS - 1; before >= 0; before--) {
            LocalDate day = today.minusDays(before);
            counts.add(new Count(day, counted.getOrDefault(day, 0L)));
        }
        return new Client(
                row.id(),
                row.kind(),
                row.name(),
                row.ownerId(),
                row.ownerName(),
                row.lastSeen(),
                row.firstSeen(),
                row.isSilent(),
                row.silentAfterSeconds(),
                row.hasOwnTime(),
                row.watched(),
                counts.getLast().count(),
                counts);
    }

    /**
     * A page of clients.
     *
     * @param next cursor of the next page; null on the last one
     * @param buffer how this node's writing of it goes; null for who is no administrator
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listed(List<Client> items, @Nullable String next, @Nullable BufferHealth buffer) {}
}
