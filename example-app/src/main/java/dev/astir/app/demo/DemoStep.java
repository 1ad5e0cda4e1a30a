package dev.astir.app.demo;

import dev.astir.app.demo.DemoPerson.App;
import dev.astir.app.demo.DemoPerson.Habit;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does next, and for how long.
 *
 * <p>Immutable.
 *
 * @param app the application in front; null for a break without input
 */
record DemoStep(@Nullable App app, Duration lasts) {

    private static final int SHORTEST_BREAK_SECONDS = 20;
    private static final int LONGEST_BREAK_SECONDS = 90;

    /**
     * Chooses by habit: another application than before, the first ones of the desk more often, and
     * now and then a break.
     */
    static DemoStep after(DemoStep before, Habit habit, RandomGenerator random) {
        if (before.app != null && random.nextInt(100) < habit.idlePercent()) {
            return new DemoStep(
                    null, seconds(SHORTEST_BREAK_SECONDS, LONGEST_BREAK_SECONDS, random));
        }
        List<App> others = habit.desk().stream().filter(app -> !app.equals(before.app)).toList();
        // The smaller of two draws, so that the first ones come more often.
        int choice = Math.min(random.nextInt(others.size()), random.nextInt(others.size()));
        return new DemoStep(
                others.get(choice), seconds(habit.minSeconds(), habit.maxSeconds(), random));
    }

    /** Sits down: the first application of the desk. */
    static DemoStep first(Habit habit, RandomGenerator random) {
        return new DemoStep(
                habit.desk().getFirst(), seconds(habit.minSeconds(), habit.maxSeconds(), random));
    }

    private static Duration seconds(int least, int most, RandomGenerator random) {
        return Duration.ofSeconds(random.nextInt(least, most + 1));
    }
}
