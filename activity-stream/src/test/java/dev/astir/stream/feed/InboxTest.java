package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Deque<Runnable> hub = new ArrayDeque<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final Inbox inbox = new Inbox(hub::add, answers::add);
    private final List<Integer> done = new ArrayList<>();

    @Test
    void doesTheNextWhenTheAnswerToTheOneBeforeHasGoneOut() {
        for (int i = 0; i < 3; i++) {
            offer(i, 10);
        }
        assertThat(hub).hasSize(1);

        hub.remove().run();

        assertThat(done).containsExactly(0);
        assertThat(hub).isEmpty();
        runAll();
        assertThat(done).containsExactly(0, 1, 2);
        assertThat(inbox.bytes()).isZero();
    }

    @Test
    void takesSoManyMessages() {
        for (int i = 0; i < Inbox.MOST_MESSAGES; i++) {
            assertThat(offer(i, 10)).isTrue();
        }

        assertThat(offer(1_000, 10)).isFalse();
        assertThat(hub).hasSize(1);
        runAll();
        assertThat(done).hasSize(Inbox.MOST_MESSAGES).isSorted();
        assertThat(offer(1_000, 10)).isTrue();
    }

    @Test
    void takesSoManyBytesWhateverTheAlphabet() {
        int longest = FeedProtocol.LARGEST_MESSAGE;
        for (int i = 0; i < Inbox.MOST_BYTES / (2 * longest); i++) {
            assertThat(offer(i, longest)).isTrue();
        }

        assertThat(offer(1_000, longest)).isFalse();
        assertThat(inbox.bytes()).isEqualTo(Inbox.MOST_BYTES);
    }

    @Test
    void forgetsWhatASessionThatHasEndedAskedFor() {
        for (int i = 0; i < 3; i++) {
            offer(i, 10);
        }

        inbox.clear();
        runAll();

        assertThat(done).isEmpty();
        assertThat(inbox.bytes()).isZero();
    }

    private boolean offer(int number, int length) {
        return inbox.offer(() -> done.add(number), length);
    }

    private void runAll() {
        while (!hub.isEmpty() || !answers.isEmpty()) {
            (hub.isEmpty() ? answers : hub).remove().run();
        }
    }
}
