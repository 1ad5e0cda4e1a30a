package dev.astir.app.webhooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** When a delivery is tried again. Stateless. */
final class BackOff {

    /** After so many tries so long; after the last there is none. */
    static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(4),
                    Duration.ofHours(12));

    /** With the first. */
    static final int TRIES = PAUSES.size() + 1;

    /** A server that asks for more time does not get it. */
    static final Duration LONGEST = Duration.ofHours(12);

    /** Up to so much of a pause is added, so that what failed at once is not tried at once. */
    static final double JITTER = 0.2;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private BackOff() {}

    /**
     * The time of the next try; empty when there was the last one.
     *
     * @param tries how many there were
     * @param retryAfter what the server said of it; empty for nothing
     */
    static Optional<Instant> next(int tries, String retryAfter, Instant now) {
        if (tries >= TRIES) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(tries - 1);
        double more = ThreadLocalRandom.current().nextDouble() * JITTER;
        Duration jittered = pause.plusMillis((long) (pause.toMillis() * more));
        Duration asked = asked(retryAfter, now).orElse(Duration.ZERO);
        Duration most = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        return Optional.of(now.plus(most.compareTo(jittered) > 0 ? most : jittered));
    }

    /** Seconds, or a time (RFC 9110); what is neither says nothing. */
    private static Optional<Duration> asked(String retryAfter, Instant now) {
        String text = retryAfter.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(Duration.between(now, then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
