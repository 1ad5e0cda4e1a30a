package dev.astir.demo;

import dev.astir.protocol.AgentMessage.Activity;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day of somebody that is long over: at most a session before lunch and one after it, with what
 * was done in them. The seed gives the same day each time. Immutable.
 */
record PastDay(List<Worked> sessions) {

    /** Of hundred days at work. */
    private static final int DAYS_OFF = 4;

    private static final int HALF_DAYS = 4;
    private static final int DAYS_ELSEWHERE = 5;
    private static final int CORRECTIONS = 7;

    /** Of hundred weeks: some of them are spent elsewhere. */
    private static final int WEEKS_OFF = 7;

    private static final List<String> ELSEWHERE =
            List.of("Workshop at a customer", "Training course", "On the road, without a computer");
    private static final List<String> WHY =
            List.of(
                    "A call went on after I had stopped",
                    "Forgot to stop in time",
                    "Finished on paper");

    PastDay {
        sessions = List.copyOf(sessions);
    }

    /**
     * A session.
     *
     * @param reason why it is entered
     * @param stretches what was done; empty for one that nothing was recorded of
     * @param correctedEnd its end, as it was corrected later; null if it was not
     * @param why it was corrected
     */
    record Worked(
            Instant start,
            Instant end,
            String reason,
            List<Stretch> stretches,
            @Nullable Instant correctedEnd,
            String why) {

        Worked {
            stretches = List.copyOf(stretches);
        }

        /** The same activity of the same demo always has the same id: a repeat is harmless. */
        static String id(Person person, long seed, Stretch stretch) {
            String contents =
                    String.join(
                            "|", "past", Long.toString(seed), person.login(), stretch.toString());
            return UUID.nameUUIDFromBytes(contents.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    /** What somebody did on a date, on the clock of where they live. */
    static PastDay of(Person person, LocalDate date, long seed) {
        Random random = random(seed, "past " + person.login() + " " + date);
        LocalDate monday = date.with(DayOfWeek.MONDAY);
        boolean isWeekOff =
                random(seed, "week " + person.login() + " " + monday).nextInt(100) < WEEKS_OFF;
        if (date.getDayOfWeek().getValue() > 5 || isWeekOff || random.nextInt(100) < DAYS_OFF) {
            return new PastDay(List.of());
        }
        boolean isHalf = random.nextInt(100) < HALF_DAYS;
        boolean isElsewhere = random.nextInt(100) < DAYS_ELSEWHERE;
        List<Worked> sessions = new ArrayList<>();
        for (List<Stretch> part : parts(Workday.plan(person, date, random))) {
            if (sessions.isEmpty() || !isHalf) {
                sessions.add(worked(part, isElsewhere, random));
            }
        }
        return new PastDay(sessions);
    }

    private static Worked worked(List<Stretch> part, boolean isElsewhere, Random random) {
        Instant start = part.getFirst().start();
        Instant end = part.getLast().end();
        boolean isCorrected = !isElsewhere && random.nextInt(100) < CORRECTIONS;
        return new Worked(
                start,
                end,
                isElsewhere ? pick(ELSEWHERE, random) : "From the time sheet before Astir",
                isElsewhere
                        ? List.of()
                        : part.stream()
                                .filter(each ->
                                        each.activity() == Activity.ACTIVE
                                                || each.activity() == Activity.IDLE)
                                .toList(),
                isCorrected ? end.plus(Duration.ofMinutes(random.nextInt(8, 20))) : null,
                pick(WHY, random));
    }

    /** Before and after lunch. */
    private static List<List<Stretch>> parts(List<Stretch> day) {
        List<List<Stretch>> parts = new ArrayList<>();
        List<Stretch> part = new ArrayList<>();
        for (Stretch stretch : day) {
            if (stretch.activity() == Activity.LOCKED) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(stretch);
            }
        }
        parts.add(part);
        return parts.stream().filter(each -> !each.isEmpty()).toList();
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** A number below 100. */
    static int draw(long seed, String key) {
        return random(seed, key).nextInt(100);
    }

    private static Random random(long seed, String key) {
        byte[] bytes = (seed + " " + key).getBytes(StandardCharsets.UTF_8);
        return new Random(UUID.nameUUIDFromBytes(bytes).getMostSignificantBits());
    }
}
