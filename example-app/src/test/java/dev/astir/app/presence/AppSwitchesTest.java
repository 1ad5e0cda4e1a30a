package dev.astir.app.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppSwitchesTest {

    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID ALICE = UUID.randomUUID();
    private static final UUID BOB = UUID.randomUUID();

    private final Timeline time = new Timeline();
    private final List<String> announced = new ArrayList<>();
    private final AppSwitches switches =
            new AppSwitches(
                    time,
                    time::later,
                    (organization, user, app) ->
                            announced.add((user.equals(ALICE) ? "alice " : "bob ") + app));

    @Test
    void firstApplicationIsNoSwitch() {
        inFront(ALICE, "editor");
        time.advance(Duration.ofMinutes(1));
        assertThat(announced).isEmpty();
    }

    @Test
    void announcesASwitchOnceItSettled() {
        inFront(ALICE, "editor");
        inFront(ALICE, "xterm");
        time.advance(AppSwitches.SETTLE.minusMillis(1));
        assertThat(announced).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(announced).containsExactly("alice xterm");
    }

    @Test
    void steppingThroughWindowsAnnouncesOnlyTheLast() {
        inFront(ALICE, "editor");
        for (String app : List.of("mail", "browser", "chat", "xterm")) {
            inFront(ALICE, app);
            time.advance(Duration.ofMillis(100));
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(announced).containsExactly("alice xterm");
    }

    @Test
    void returningBeforeItSettledAnnouncesNothing() {
        inFront(ALICE, "editor");
        inFront(ALICE, "mail");
        time.advance(Duration.ofMillis(100));
        inFront(ALICE, "editor");
        time.advance(Duration.ofMinutes(1));
        assertThat(announced).isEmpty();
    }

    @Test
    void returningAfterASwitchIsASwitch() {
        inFront(ALICE, "editor");
        inFront(ALICE, "mail");
        time.advance(Duration.ofSeconds(1));
        inFront(ALICE, "editor");
        time.advance(Duration.ofSeconds(1));
        assertThat(announced).containsExactly("alice mail", "alice editor");
    }

    @Test
    void flappingIsBoundAndEndsWithWhatIsInFront() {
        inFront(ALICE, "start");
        for (int i = 0; i < 120; i++) {
            inFront(ALICE, "app " + i);
            time.advance(Duration.ofSeconds(1));
        }
        int duringTwoMinutes = announced.size();
        time.advance(Duration.ofMinutes(2));
        assertThat(duringTwoMinutes)
                .isBetween(
                        AppSwitches.BURST,
                        AppSwitches.BURST + (int) (120 / AppSwitches.REFILL.toSeconds()) + 1);
        assertThat(announced.getLast()).isEqualTo("alice app 119");
    }

    @Test
    void peopleHaveBudgetsOfTheirOwn() {
        inFront(ALICE, "start");
        for (int i = 0; i < 20; i++) {
            inFront(ALICE, "app " + i);
            time.advance(Duration.ofSeconds(1));
        }
        inFront(BOB, "start");
        inFront(BOB, "mail");
        time.advance(Duration.ofSeconds(1));
        assertThat(announced).contains("bob mail");
    }

    @Test
    void whoCameBackStartsAnew() {
        inFront(ALICE, "editor");
        inFront(ALICE, "mail");
        switches.forget(ALICE);
        time.advance(Duration.ofMinutes(1));
        inFront(ALICE, "browser");
        time.advance(Duration.ofMinutes(1));
        assertThat(announced).isEmpty();
    }

    private void inFront(UUID user, String app) {
        switches.inFront(ORGANIZATION, user, app);
    }

    /** A settable clock that runs what was scheduled on it. */
    private static final class Timeline implements TimeMeter {

        private record Task(long atNanos, Runnable run) {}

        private final PriorityQueue<Task> tasks =
                new PriorityQueue<>(Comparator.comparingLong(Task::atNanos));
        private long nowNanos;

        void later(Duration delay, Runnable task) {
            tasks.add(new Task(nowNanos + delay.toNanos(), task));
        }

        void advance(Duration by) {
            long until = nowNanos + by.toNanos();
            while (!tasks.isEmpty() && tasks.peek().atNanos() <= until) {
                Task task = tasks.remove();
                nowNanos = task.atNanos();
                task.run().run();
            }
            nowNanos = until;
        }

        @Override
        public long currentTimeNanos() {
            return nowNanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
