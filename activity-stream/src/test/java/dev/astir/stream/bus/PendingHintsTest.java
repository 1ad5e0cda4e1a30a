package dev.astir.stream.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingHintsTest {
    private final PendingHints pending = new PendingHints();

    @Test
    void keepsTheNewestOfEachFeed() throws Exception {
        pending.add(Map.of("a", at(2)));
        pending.add(Map.of("a", at(1), "b", at(1)));
        assertThat(take()).isEqualTo(Map.of("a", at(2), "b", at(1)));
        assertThat(take()).isEmpty();
    }

    @Test
    void keepsTheEpochThatItHeardLast() throws Exception {
        pending.add(Map.of("a", at(9)));
        pending.add(Map.of("a", new StreamPosition("e2", 1)));
        assertThat(take()).isEqualTo(Map.of("a", new StreamPosition("e2", 1)));
    }

    @Test
    void whatIsPutBackYieldsToWhatIsNewer() throws Exception {
        pending.add(Map.of("a", at(1), "b", at(1)));
        pending.addPrincipals(Set.of("ann"));
        Hints taken = pending.take(0, TimeUnit.MILLISECONDS);
        pending.add(Map.of("a", at(2)));
        pending.addPrincipals(Set.of("bob"));
        pending.putBack(taken);
        assertThat(pending.take(0, TimeUnit.MILLISECONDS))
                .isEqualTo(
                        new Hints(Set.of("ann", "bob"), Map.of("a", at(2), "b", at(1)), List.of()));
    }

    @Test
    void oneChangeTellsWhatAnotherThatWaitsWouldSay() throws Exception {
        ItemChange first = item("1", "bob", null);
        ItemChange came = item("3", "bob", "CAME");
        pending.addItems(List.of(first, item("2", "bob", null), came));
        Hints taken = pending.take(0, TimeUnit.MILLISECONDS);
        assertThat(taken.items()).containsExactly(first, came);

        ItemChange later = item("5", "eve", null);
        pending.addItems(List.of(item("4", "bob", "CAME"), later));
        pending.putBack(taken);
        assertThat(pending.take(0, TimeUnit.MILLISECONDS).items())
                .containsExactly(first, came, later);
    }

    private static ItemChange item(String mark, String id, @Nullable String event) {
        return new ItemChange(mark, "presence", "a", id, event);
    }

    @Test
    void isBounded() throws Exception {
        for (int i = 0; i < PendingHints.MOST_FEEDS + 1_000; i++) {
            pending.add(Map.of("feed " + i, at(1)));
        }
        pending.add(Map.of("feed 0", at(2)));
        assertThat(pending.size()).isEqualTo(PendingHints.MOST_FEEDS);
        Map<String, StreamPosition> taken = take();
        assertThat(taken).containsEntry("feed 0", at(2));
        pending.add(taken);
        pending.putBack(new Hints(Set.of(), Map.of("one more", at(1)), List.of()));
        assertThat(pending.size()).isEqualTo(PendingHints.MOST_FEEDS);
        take();
        for (int i = 0; i < PendingHints.MOST_PRINCIPALS + 1_000; i++) {
            pending.addPrincipals(Set.of("person " + i));
        }
        pending.putBack(new Hints(Set.of("one more"), Map.of(), List.of()));
        assertThat(pending.size()).isEqualTo(PendingHints.MOST_PRINCIPALS);
        take();
        for (int i = 0; i < PendingHints.MOST_ITEMS + 1_000; i++) {
            pending.addItems(List.of(item("n-" + i, "item " + i, null)));
        }
        assertThat(pending.size()).isEqualTo(PendingHints.MOST_ITEMS);
    }

    private Map<String, StreamPosition> take() throws InterruptedException {
        return pending.take(0, TimeUnit.MILLISECONDS).heads();
    }

    private static StreamPosition at(long offset) {
        return new StreamPosition("e1", offset);
    }
}
