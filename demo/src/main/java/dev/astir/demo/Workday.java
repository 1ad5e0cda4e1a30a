package dev.astir.demo;

import dev.astir.protocol.AgentMessage.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Plans one person's day: comes in the morning of where they live, works in stretches of their
 * trade, meets, eats, rests, and goes after about eight hours. The same random numbers give the
 * same day. Confined to one thread.
 */
final class Workday {

    /** Where meetings are held. */
    static final App MEETING_APP = App.of("Zoom");

    private static final LocalTime EARLIEST_ARRIVAL = LocalTime.of(8, 20);
    private static final Duration LEAST_WORK = Duration.ofHours(8);
    private static final LocalTime EARLIEST_LUNCH = LocalTime.of(12, 0);
    private static final Duration MEETING = Duration.ofMinutes(30);

    /** A gap below this is filled by what was before it. */
    private static final Duration TOO_SHORT = Duration.ofMinutes(2);

    /** When circles meet, in the team's own clock, which is UTC. */
    private static final LocalTime FIRST_MEETING = LocalTime.of(9, 30);

    private static final LocalTime SECOND_MEETING = LocalTime.of(14, 0);
    private static final List<LocalTime> TALKS_OF_A_LEAD =
            List.of(LocalTime.of(11, 0), LocalTime.of(13, 0), LocalTime.of(15, 30));

    /** Far enough apart that nobody pauses while somebody else does. */
    private static final List<LocalTime> PAUSES =
            List.of(
                    LocalTime.of(9, 0),
                    LocalTime.of(10, 30),
                    LocalTime.of(13, 0),
                    LocalTime.of(15, 0));

    /** Each person pauses the agent on one day of so many. */
    private static final int DAYS_A_PAUSE = 3;

    private final Person person;
    private final LocalDate date;
    private final RandomGenerator random;
    private final List<Stretch> planned = new ArrayList<>();
    private Duration sinceRest = Duration.ZERO;
    private Duration restAfter = Duration.ZERO;

    private Workday(Person person, LocalDate date, RandomGenerator random) {
        this.person = person;
        this.date = date;
        this.random = random;
    }

    /** The day that begins on this date; without gaps, in order. */
    static List<Stretch> plan(Person person, LocalDate date, RandomGenerator random) {
        return new Workday(person, date, random).plan();
    }

    private List<Stretch> plan() {
        restAfter = minutes(45, 85);
        Instant arrival = local(EARLIEST_ARRIVAL).plus(minutes(0, 55));
        Instant leaving = arrival.plus(LEAST_WORK).plus(minutes(0, 50));
        Instant now = arrival;
        for (Stretch appointment : appointments(arrival, leaving)) {
            fill(now, appointment.start());
            planned.add(appointment);
            if (appointment.activity() != Activity.ACTIVE) {
                sinceRest = Duration.ZERO;
            }
            now = appointment.end();
        }
        fill(now, leaving);
        return List.copyOf(planned);
    }

    /** What has its time: lunch, a pause of the agent, meetings; what does not fit is left out. */
    private List<Stretch> appointments(Instant arrival, Instant leaving) {
        List<Stretch> wanted = new ArrayList<>();
        Instant lunch = local(EARLIEST_LUNCH).plus(minutes(0, 70));
        wanted.add(new Stretch(lunch, lunch.plus(minutes(30, 50)), Activity.LOCKED, null));
        pause().ifPresent(wanted::add);
        for (LocalTime time : meetings()) {
            // Nobody comes on the second.
            Instant start = date.atTime(time).toInstant(ZoneOffset.UTC).plus(seconds(-60, 90));
            wanted.add(meeting(start, start.plus(MEETING).plus(seconds(-120, 180))));
        }
        List<Stretch> taken = new ArrayList<>();
        for (Stretch one : wanted) {
            boolean inTheDay =
                    one.start().isAfter(arrival.plus(TOO_SHORT))
                            && one.end().isBefore(leaving.minus(TOO_SHORT));
            if (inTheDay && taken.stream().noneMatch(one::overlaps)) {
                taken.add(one);
            }
        }
        taken.sort(Comparator.comparing(Stretch::start));
        return taken;
    }

    private static Stretch meeting(Instant start, Instant end) {
        return new Stretch(start, end, Activity.ACTIVE, MEETING_APP);
    }

    private Optional<Stretch> pause() {
        int number = Person.all().indexOf(person);
        if (Math.floorMod(date.toEpochDay() + number, DAYS_A_PAUSE) != 0) {
            return Optional.empty();
        }
        LocalTime slot = PAUSES.get(number / DAYS_A_PAUSE);
        Instant start = date.atTime(slot).toInstant(ZoneOffset.UTC).plus(minutes(0, 25));
        return Optional.of(new Stretch(start, start.plus(minutes(30, 60)), Activity.PAUSED, null));
    }

    /** One circle meets in the morning, the other in the afternoon, by turns; not all of it. */
    private List<LocalTime> meetings() {
        boolean even = date.toEpochDay() % 2 == 0;
        boolean first = even == (person.job().circle() == Job.Circle.PRODUCT);
        List<LocalTime> times = new ArrayList<>();
        if (person.job() == Job.LEAD || random.nextInt(100) < 65) {
            times.add(first ? FIRST_MEETING : SECOND_MEETING);
        }
        if (person.job() == Job.LEAD) {
            times.addAll(TALKS_OF_A_LEAD);
        }
        return times;
    }

    /** Works, looks and rests up to a time. */
    private void fill(Instant from, Instant to) {
        if (!planned.isEmpty() && Duration.between(from, to).compareTo(TOO_SHORT) < 0) {
            planned.addLast(planned.removeLast().until(to));
            return;
        }
        Instant now = from;
        App last = null;
        boolean looked = true;
        while (now.isBefore(to)) {
            Duration left = Duration.between(now, to);
            if (sinceRest.compareTo(restAfter) > 0 && left.compareTo(Duration.ofMinutes(20)) > 0) {
                now = add(new Stretch(now, now.plus(minutes(4, 11)), Activity.IDLE, null));
                sinceRest = Duration.ZERO;
                restAfter = minutes(45, 85);
                last = null;
                looked = true;
                continue;
            }
            Stay stay;
            if (looked || random.nextInt(100) >= person.job().lookPercent()) {
                stay = Stay.choose(without(person.job().tools(), last), random);
                looked = false;
            } else {
                stay = Stay.choose(without(person.job().looks(), last), random);
                // Half of the time at two things, before they go on.
                looked = person.job().looks().size() == 1 || random.nextBoolean();
            }
            Duration length = stay.length(random);
            if (left.minus(length).compareTo(TOO_SHORT) < 0) {
                length = left;
            }
            sinceRest = sinceRest.plus(length);
            now = add(new Stretch(now, now.plus(length), Activity.ACTIVE, stay.app()));
            last = stay.app();
        }
    }

    private static List<Stay> without(List<Stay> stays, @Nullable App last) {
        return stays.stream().filter(stay -> !stay.app().equals(last)).toList();
    }

    private Instant add(Stretch stretch) {
        planned.add(stretch);
        return stretch.end();
    }

    private Instant local(LocalTime time) {
        return date.atTime(time).atZone(person.zone()).toInstant();
    }

    private Duration minutes(int fewest, int most) {
        return seconds(fewest * 60, most * 60);
    }

    private Duration seconds(int fewest, int most) {
        return Duration.ofSeconds(random.nextInt(fewest, most + 1));
    }
}
