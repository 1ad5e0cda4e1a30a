package dev.astir.demo;

import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link Stretch} in which no track changes either, and which is short enough that a
 * long stretch reaches the server while it lasts. Immutable.
 *
 * @param since when the stretch began
 * @param media what plays; null for nothing
 */
record Slice(
        Instant since,
        Instant start,
        Instant end,
        Activity activity,
        @Nullable App app,
        @Nullable String media) {

    /** The agent's own spans are cut like that. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** Cuts stretches where tracks begin and end, and after {@link #LONGEST}. */
    static List<Slice> cut(List<Stretch> stretches, List<Track> tracks) {
        List<Slice> slices = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Instant now = stretch.start();
            while (now.isBefore(stretch.end())) {
                Instant end = earlier(stretch.end(), now.plus(LONGEST));
                String media = null;
                for (Track track : stretch.isWork() ? tracks : List.<Track>of()) {
                    if (track.start().isAfter(now)) {
                        end = earlier(end, track.start());
                    } else if (track.end().isAfter(now)) {
                        media = track.media();
                        end = earlier(end, track.end());
                    }
                }
                slices.add(
                        new Slice(
                                stretch.start(),
                                now,
                                end,
                                stretch.activity(),
                                stretch.app(),
                                media));
                now = end;
            }
        }
        return slices;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    Duration length() {
        return Duration.between(start, end);
    }

    boolean contains(Instant time) {
        return !start.isAfter(time) && end.isAfter(time);
    }

    Slice shifted(Duration by) {
        return new Slice(since.plus(by), start.plus(by), end.plus(by), activity, app, media);
    }

    /** What lies between two times; a stretch that began before them begins with them. */
    Optional<Slice> within(Instant from, Instant to) {
        Instant first = start.isBefore(from) ? from : start;
        Instant last = earlier(end, to);
        return first.isBefore(last)
                ? Optional.of(
                        new Slice(
                                since.isBefore(from) ? from : since,
                                first,
                                last,
                                activity,
                                app,
                                media))
                : Optional.empty();
    }

    /** Whether it is time that an agent records. */
    boolean isRecorded() {
        return activity == Activity.ACTIVE || activity == Activity.IDLE;
    }

    /** What an agent says while it lasts. */
    State state() {
        return new State(
                since,
                activity,
                app == null ? null : app.name(),
                app == null ? null : app.site(),
                null,
                media);
    }

    /**
     * What an agent keeps of it. The id is of the span's contents: a second run of the same plan
     * sends the same spans, which the app knows already.
     */
    Span span(Person person, long seed) {
        String contents = String.join("|", Long.toString(seed), person.login(), toString());
        return new Span(
                UUID.nameUUIDFromBytes(contents.getBytes(StandardCharsets.UTF_8)).toString(),
                start,
                end,
                activity == Activity.IDLE ? Span.Kind.IDLE : Span.Kind.ACTIVE,
                app == null ? null : app.name(),
                app == null ? null : app.site(),
                null,
                media);
    }
}
