package dev.astir.demo;

import dev.astir.protocol.AgentMessage.Activity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says what everybody does at any time. Days are planned where people live; the team's clock is
 * then shifted by whole hours, so that most are in the middle of their work when somebody looks at
 * the demo, at whatever hour that is. The seed and the shifts give the same schedule each time.
 *
 * <p>A shift that is chosen anew leaves the past as it was, and lets nobody work for more than
 * {@link #LONGEST_DAY} on one date. Thread-safe.
 */
final class Schedule {

    /** The most time at the desk on one date; slices that would exceed it are left out. */
    static final Duration LONGEST_DAY = Duration.ofMinutes(8 * 60 + 50);

    /** With fewer at work than this, the team's clock is set anew. */
    static final int FEWEST_AT_WORK = 6;

    /** As many active people as look best, of twelve. */
    private static final int BEST_ACTIVE = 8;

    /** When the next hour is looked at. */
    private static final int LOOKS = 4;

    private static final Duration LOOK_EVERY = Duration.ofMinutes(20);

    /** How long before a new shift those may have begun who were not at work. */
    private static final Duration LONGEST_LEAD = Duration.ofMinutes(50);

    private static final Duration LONG_BREAK = Duration.ofMinutes(15);

    /** Whoever is away for longer went home. */
    private static final Duration NIGHT = Duration.ofHours(4);

    /** Of hundred evenings of somebody. */
    private static final int FORGOTTEN = 8;

    /** What was before this has no influence. */
    private static final Duration MEMORY = Duration.ofDays(2);

    /** Planned days that are kept, of all people together. */
    private static final int MOST_DAYS = 400;

    /** How long a regime's end is remembered. */
    private static final Duration KEPT = Duration.ofDays(5);

    private final long seed;
    private final List<Regime> regimes;
    private final Map<String, List<Slice>> days;

    private Schedule(long seed, List<Regime> regimes, Map<String, List<Slice>> days) {
        this.seed = seed;
        this.regimes = List.copyOf(regimes);
        this.days = days;
    }

    /**
     * The schedule for a start of the demo: with the shifts of earlier starts, if enough people are
     * at work by them now, or else with a new one.
     *
     * @param earlier in order; may be empty
     */
    static Schedule at(Instant now, long seed, List<Regime> earlier) {
        Map<String, List<Slice>> days = new HashMap<>();
        List<Regime> known = new ArrayList<>();
        for (int i = 0; i < earlier.size(); i++) {
            boolean isLast = i == earlier.size() - 1;
            if (isLast || earlier.get(i + 1).from().isAfter(now.minus(KEPT))) {
                known.add(earlier.get(i));
            }
        }
        Schedule kept = new Schedule(seed, known, days);
        if (!known.isEmpty() && kept.atWork(now) >= FEWEST_AT_WORK) {
            return kept;
        }
        return IntStream.rangeClosed(-11, 12)
                .mapToObj(hours -> {
                    List<Regime> regimes = new ArrayList<>(known);
                    regimes.add(new Regime(now, Duration.ofHours(hours)));
                    return new Schedule(seed, regimes, days);
                })
                .min(
                        Comparator.comparingInt((Schedule schedule) -> schedule.distance(now))
                                // Of equals the one that is nearest to the real hour.
                                .thenComparing(
                                        schedule -> schedule.regimes.getLast().shift().abs()))
                .orElseThrow();
    }

    /** The shifts, for the next start. */
    List<Regime> regimes() {
        return regimes;
    }

    private int atWork(Instant now) {
        return (int) Person.all().stream().filter(person -> at(person, now) != null).count();
    }

    /** How far the next hour is from what looks best. */
    private int distance(Instant now) {
        int[] active = new int[LOOKS];
        for (Person person : Person.all()) {
            List<Slice> slices = slices(person, now, now.plus(LOOK_EVERY.multipliedBy(LOOKS)));
            for (int i = 0; i < LOOKS; i++) {
                Instant time = now.plus(LOOK_EVERY.multipliedBy(i));
                if (slices.stream()
                        .anyMatch(slice ->
                                slice.activity() == Activity.ACTIVE && slice.contains(time))) {
                    active[i]++;
                }
            }
        }
        return Arrays.stream(active).map(count -> Math.abs(count - BEST_ACTIVE)).sum();
    }

    /** What somebody does at a time; null while they are not at work. */
    @Nullable Slice at(Person person, Instant time) {
        return slices(person, time, time.plusMillis(1)).stream().findFirst().orElse(null);
    }

    /** What somebody does that touches the time from one instant up to another, in order. */
    synchronized List<Slice> slices(Person person, Instant from, Instant to) {
        List<Slice> all = new ArrayList<>();
        for (int i = 0; i < regimes.size(); i++) {
            Regime regime = regimes.get(i);
            Instant end = i + 1 < regimes.size() ? regimes.get(i + 1).from() : Instant.MAX;
            Instant begin = i == 0 ? Instant.MIN : regime.from().minus(LONGEST_LEAD);
            if (!all.isEmpty() && all.getLast().end().isAfter(begin)) {
                begin = all.getLast().end();
            }
            add(person, regime.shift(), begin, end, from.minus(MEMORY), to, all);
        }
        return bounded(person, all).stream()
                .filter(slice -> slice.end().isAfter(from) && slice.start().isBefore(to))
                .toList();
    }

    /** A time at the desk, without a break that is long. Immutable. */
    record Presence(Instant from, Instant to) {}

    /** When somebody was at their desk between two times, in order. */
    List<Presence> presences(Person person, Instant from, Instant to) {
        List<Presence> presences = new ArrayList<>();
        for (Slice slice : slices(person, from, to)) {
            if (!slice.isRecorded() || slice.end().isAfter(to)) {
                continue;
            }
            Presence last = presences.isEmpty() ? null : presences.getLast();
            if (last != null && last.to().plus(LONG_BREAK).isAfter(slice.start())) {
                presences.removeLast();
                presences.add(new Presence(last.from(), slice.end()));
            } else {
                presences.add(new Presence(slice.start(), slice.end()));
            }
        }
        return presences;
    }

    /** When somebody went home last, before a time; empty where that is long ago. */
    Optional<Instant> wentHome(Person person, Instant before) {
        Instant home = null;
        Instant last = null;
        for (Slice slice : slices(person, before.minus(MEMORY), before)) {
            if (last != null && last.plus(NIGHT).isBefore(slice.start())) {
                home = last;
            }
            last = slice.end();
        }
        return Optional.ofNullable(last != null && last.plus(NIGHT).isBefore(before) ? last : home);
    }

    /** Whether somebody who goes home at a time does not think of the session that runs. */
    boolean forgetsToStop(Person person, Instant leaving) {
        LocalDate date = LocalDate.ofInstant(leaving, person.zone());
        return PastDay.draw(seed, "stop " + person.login() + " " + date) < FORGOTTEN;
    }

    private void add(
            Person person,
            Duration shift,
            Instant begin,
            Instant end,
            Instant from,
            Instant to,
            List<Slice> all) {
        if (!end.isAfter(from) || !begin.isBefore(to)) {
            return;
        }
        LocalDate last = LocalDate.ofInstant(to.minus(shift), person.zone());
        LocalDate date = LocalDate.ofInstant(from.minus(shift), person.zone());
        for (; !date.isAfter(last); date = date.plusDays(1)) {
            List<Slice> day = day(person, date);
            if (day.getFirst().start().plus(shift).isBefore(end)
                    && day.getLast().end().plus(shift).isAfter(begin)) {
                for (Slice slice : day) {
                    slice.shifted(shift).within(begin, end).ifPresent(all::add);
                }
            }
        }
    }

    /** Without what would make a date too long. */
    private static List<Slice> bounded(Person person, List<Slice> slices) {
        List<Slice> kept = new ArrayList<>();
        Instant midnight = Instant.MIN;
        Duration sum = Duration.ZERO;
        for (Slice slice : slices) {
            if (!slice.start().isBefore(midnight)) {
                LocalDate next = LocalDate.ofInstant(slice.start(), person.zone()).plusDays(1);
                midnight = next.atStartOfDay(person.zone()).toInstant();
                sum = Duration.ZERO;
            }
            sum = sum.plus(slice.isRecorded() ? slice.length() : Duration.ZERO);
            if (sum.compareTo(LONGEST_DAY) <= 0) {
                kept.add(slice);
            }
        }
        return kept;
    }

    private List<Slice> day(Person person, LocalDate date) {
        if (days.size() > MOST_DAYS) {
            days.clear(); // they can be planned again
        }
        return days.computeIfAbsent(
                person.login() + " " + date,
                key -> {
                    List<Stretch> stretches = Workday.plan(person, date, random("day " + key));
                    List<Track> tracks =
                            person.hearsMusic()
                                    ? Playlist.plan(
                                            stretches.getFirst().start(),
                                            stretches.getLast().end(),
                                            random("music " + key))
                                    : List.of();
                    return Slice.cut(stretches, tracks);
                });
    }

    /** Always the same for the same seed and key. */
    private Random random(String key) {
        byte[] bytes = (seed + " " + key).getBytes(StandardCharsets.UTF_8);
        return new Random(UUID.nameUUIDFromBytes(bytes).getMostSignificantBits());
    }
}
