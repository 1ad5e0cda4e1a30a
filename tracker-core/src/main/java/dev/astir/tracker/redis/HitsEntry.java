package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityHits;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Hits as a field and a value of a Redis hash. The field is {@code <epoch day> <length of the
 * client id>:<client id><activity>}, so that no two of client, activity and day share one, whatever
 * characters they are of. The value is {@code <hits> <last seen in microseconds>}.
 *
 * @param field which client, activity and day
 * @param hits how often, up to 2^53
 * @param micros when for the last time
 */
record HitsEntry(String field, long hits, long micros) {

    static HitsEntry of(ActivityHits hits) {
        // PostgreSQL has dates for long after that, but not for ever.
        Micros.of("day", hits.day().atStartOfDay(ZoneOffset.UTC).toInstant());
        String field =
                Long.toString(hits.day().toEpochDay())
                        + ' '
                        + hits.clientId().length()
                        + ':'
                        + hits.clientId()
                        + hits.activity();
        return new HitsEntry(field, hits.hits(), Micros.of("lastSeen", hits.lastSeen()));
    }

    static HitsEntry parse(String field, String value) {
        int space = value.indexOf(' ');
        return new HitsEntry(
                field,
                Long.parseLong(value.substring(0, space)),
                Long.parseLong(value.substring(space + 1)));
    }

    ActivityHits toHits() {
        int space = field.indexOf(' ');
        int colon = field.indexOf(':', space);
        int client = colon + 1;
        int activity = client + Integer.parseInt(field.substring(space + 1, colon));
        return new ActivityHits(
                field.substring(client, activity),
                field.substring(activity),
                LocalDate.ofEpochDay(Long.parseLong(field.substring(0, space))),
                hits,
                Micros.toInstant(micros));
    }
}
