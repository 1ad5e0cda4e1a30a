package dev.astir.demo;

import dev.astir.protocol.AgentMessage.Activity;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day of somebody that is long over: a session before lunch and one after it mostly, seldom one
 * in the evening or on a Saturday, with what was done in them. The seed gives the same day each
 * time. Immutable.
 */
record PastDay(List<Worked> sessions) {

    /** Of hundred days at work. */
    private static final int DAYS_OFF = 4;

    private static final int HALF_DAYS = 4;
    private static final int DAYS_ELSEWHERE = 5;
    private static final int CORRECTIONS = 7;
    private static final int EARLY_LEAVES = 12;
    private static final int EVENINGS = 6;
    private static final int EVENINGS_ON_CALL = 14;
    private static final int SATURDAYS_ON_CALL = 20;

    /** Of hundred sessions. */
    private static final int ON_ANOTHER_PROJECT = 20;

    private static final int ON_NONE = 5;
    private static final int ON_A_TASK = 60;

    private static final LocalTime EVENING = LocalTime.of(19, 30);
    private static final Duration LONGEST_SATURDAY = Duration.ofMinutes(150);

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
     * @param project on what; empty for no project
     * @param task on which task of it; empty for the whole
     * @param reason why it is entered
     * @param stretches what was done; empty for one that nothing was recorded of
     * @param correctedEnd its end, as it was corrected later; null if it was not
     * @param why it was corrected
     */
    record Worked(
            Instant start,
            Instant end,
            String project,
            String task,
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
        int weekday = date.getDayOfWeek().getValue();
        if (weekday == 7 || isWeekOff || random.nextInt(100) < DAYS_OFF) {
            return new PastDay(List.of());
        }
        if (weekday == 6) {
            return saturday(person, date, random);
        }
        boolean isHalf = random.nextInt(100) < HALF_DAYS;
        boolean isElsewhere = random.nextInt(100) < DAYS_ELSEWHERE;
        boolean isEarly = random.nextInt(100) < EARLY_LEAVES;
        List<Stretch> day = Workday.plan(person, date, random);
        List<List<Stretch>> parts = parts(day);
        List<Worked> sessions = new ArrayList<>();
        for (List<Stretch> part : parts) {
            boolean isLast = part.equals(parts.getLast());
            if (sessions.isEmpty() || !isHalf) {
                Duration less = Duration.ofMinutes(random.nextInt(45, 150));
                sessions.add(
                        worked(
                                person,
                                isLast && isEarly
                                        ? upTo(part, part.getLast().end().minus(less))
                                        : part,
                                isElsewhere,
                                random));
            }
        }
        int evenings = person.job().isOnCall() ? EVENINGS_ON_CALL : EVENINGS;
        if (random.nextInt(100) < evenings) {
            sessions.add(evening(person, date, parts.getFirst(), random));
        }
        return new PastDay(sessions);
    }

    private static PastDay saturday(Person person, LocalDate date, Random random) {
        if (!person.job().isOnCall() || random.nextInt(100) >= SATURDAYS_ON_CALL) {
            return new PastDay(List.of());
        }
        List<Stretch> morning = parts(Workday.plan(person, date, random)).getFirst();
        Instant end = morning.getFirst().start().plus(LONGEST_SATURDAY);
        return new PastDay(List.of(worked(person, upTo(morning, end), false, random)));
    }

    /** Half an hour to an hour and a half more, later. */
    private static Worked evening(
            Person person, LocalDate date, List<Stretch> likeThis, Random random) {
        Instant start =
                date.atTime(EVENING)
                        .atZone(person.zone())
                        .toInstant()
                        .plusSeconds(random.nextInt(4_800));
        Duration later = Duration.between(likeThis.getFirst().start(), start);
        Instant end = start.plusSeconds(random.nextInt(1_800, 5_400));
        List<Stretch> stretches =
                likeThis.stream()
                        .map(each ->
                                new Stretch(
                                        each.start().plus(later),
                                        each.end().plus(later),
                                        each.activity(),
                                        each.app()))
                        .toList();
        return worked(person, upTo(stretches, end), false, random);
    }

    /** What is before a time; all of it where that would be nothing. */
    private static List<Stretch> upTo(List<Stretch> stretches, Instant end) {
        List<Stretch> before =
                stretches.stream()
                        .filter(each -> each.start().plusSeconds(60).isBefore(end))
                        .map(each -> each.end().isAfter(end) ? each.until(end) : each)
                        .toList();
        return before.isEmpty() ? stretches : before;
    }

    private static Worked worked(
            Person person, List<Stretch> part, boolean isElsewhere, Random random) {
        Instant start = part.getFirst().start();
        Instant end = part.getLast().end();
        boolean isCorrected = !isElsewhere && random.nextInt(100) < CORRECTIONS;
        int on = random.nextInt(100);
        String own = person.job().project();
        String project =
                on < ON_NONE
                        ? ""
                        : on < ON_NONE + ON_ANOTHER_PROJECT ? person.job().secondProject() : own;
        List<String> tasks = Work.tasksOf(project);
        boolean isOnTask = !tasks.isEmpty() && random.nextInt(100) < ON_A_TASK;
        return new Worked(
                start,
                end,
                project,
                isOnTask ? pick(tasks, random) : "",
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

    /** Always the same for the same seed and key. */
    static Random random(long seed, String key) {
        byte[] bytes = (seed + " " + key).getBytes(StandardCharsets.UTF_8);
        return new Random(UUID.nameUUIDFromBytes(bytes).getMostSignificantBits());
    }
}
