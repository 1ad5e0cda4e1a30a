package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FeedLanesTest {
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private final FeedLanes lanes = new FeedLanes(loop::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void aFeedWaitsForOneTaskOfAnother() {
        for (int i = 0; i < 1_000; i++) {
            post("busy", "busy" + i);
        }
        post("quiet", "first");
        post("quiet", "second");

        loop.remove().run();

        assertThat(done).containsExactly("busy0", "first", "busy1", "second");
    }

    @Test
    void otherWorkOfTheLoopComesInBetween() {
        for (int i = 0; i < 10; i++) {
            post("busy", "busy" + i);
        }
        loop.add(() -> done.add("ping"));

        while (!loop.isEmpty()) {
            loop.remove().run();
        }

        assertThat(done.indexOf("ping")).isEqualTo(4);
        assertThat(done).hasSize(11).endsWith("busy9");
    }

    @Test
    void takesNoMoreThanAFeedMayHaveWaiting() {
        for (int i = 0; i < 3; i++) {
            assertThat(lanes.offer("busy", () -> done.add("x"), 3)).isTrue();
        }

        assertThat(lanes.offer("busy", () -> done.add("y"), 3)).isFalse();
        assertThat(lanes.offer("quiet", () -> done.add("z"), 3)).isTrue();
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
        assertThat(done).containsExactly("x", "z", "x", "x");
        assertThat(lanes.offer("busy", () -> done.add("y"), 3)).isTrue();
    }

    @Test
    void aTaskThatFailsHarmsNoOther() {
        lanes.post(
                "busy",
                () -> {
                    throw new IllegalStateException("a task that fails");
                });
        post("busy", "next");

        loop.remove().run();

        assertThat(done).containsExactly("next");
    }

    @Test
    void noErrorIsTheLastOfAllTasks() {
        lanes.post(
                "busy",
                () -> {
                    throw new OutOfMemoryError("as if there were none");
                });
        post("quiet", "next");

        loop.remove().run();

        assertThat(done).containsExactly("next");
        post("busy", "later");
        loop.remove().run();
        assertThat(done).containsExactly("next", "later");
    }

    @Test
    void goesOnWhenTheLoopCouldTakeNothing() {
        AtomicBoolean isFull = new AtomicBoolean(true);
        FeedLanes some =
                new FeedLanes(task -> {
                    if (isFull.get()) {
                        throw new OutOfMemoryError("as if there were none");
                    }
                    return loop.add(task);
                });
        assertThatThrownBy(() -> some.post("busy", () -> done.add("first")))
                .isInstanceOf(OutOfMemoryError.class);
        isFull.set(false);

        some.post("quiet", () -> done.add("second"));
        loop.remove().run();

        assertThat(done).containsExactly("first", "second");
    }

    private void post(String feed, String task) {
        lanes.post(feed, () -> done.add(task));
    }
}
