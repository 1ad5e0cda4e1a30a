package dev.astir.testing.waiting;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * The defaults of Awaitility for all tests of a JVM: it looks at once and then soon again, less
 * often the longer it takes, and gives up late. JUnit finds it by itself. Stateless.
 */
public final class Patience implements TestExecutionListener {
    /** Not a demand: a busy machine must not fail a test. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        Awaitility.setDefaultTimeout(LONGEST);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((count, previous) -> pauseAfter(previous));
    }

    private static Duration pauseAfter(Duration previous) {
        Duration twice = previous.multipliedBy(2);
        if (twice.compareTo(FIRST_PAUSE) < 0) {
            return FIRST_PAUSE;
        }
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
