package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.NewestStates.Change;
import dev.astir.stream.feed.NewestStates.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewestStatesTest {
    private final NewestStates states = new NewestStates();

    @Test
    void anItemThatChangesAndChangesTakesOnePlace() {
        fill();
        assertThat(states.add("feed", put("bob", "first", "BOB_CAME"))).isTrue();
        for (int i = 0; i < 10_000; i++) {
            assertThat(states.add("feed", put("bob", "state" + i, null))).isFalse();
        }
        assertThat(states.add("feed", put("eve", "in", null))).isTrue();
        assertThat(states.add("other", put("bob", "in", null))).isTrue();

        assertThat(all("feed"))
                .containsExactly(put("bob", "state9999", "BOB_CAME"), put("eve", "in", null));
        assertThat(all("other")).hasSize(1);
        assertThat(states.add("feed", put("bob", "again", null))).isTrue();
    }

    @Test
    void whoMayNotSeeAnItemAnyMoreIsTold() {
        fill();
        Change gone = new Change(new Target("bob", Set.of("red")), null, null);
        Change elsewhere = put("bob", "moved", null, "blue");
        states.add("feed", put("bob", "in", null, "blue"));
        states.add("feed", put("bob", "in", "BOB_CAME", "red"));
        states.add("feed", gone);
        states.add("feed", elsewhere);

        assertThat(all("feed")).containsExactly(gone, elsewhere);
    }

    @Test
    void aFewChangesAreToldEach() {
        Change gone = new Change(new Target("bob", Set.of()), null, null);
        states.add("feed", put("bob", "in", "BOB_CAME"));
        states.add("feed", gone);

        assertThat(states.next("feed")).isEqualTo(put("bob", "in", "BOB_CAME"));
        assertThat(states.next("feed")).isEqualTo(gone);
        assertThat(states.next("feed")).isNull();
    }

    /** As much waits as is told each. */
    private void fill() {
        for (int i = 0; i < NewestStates.MOST_CHANGES; i++) {
            assertThat(states.add("feed", put("full", "s" + i, null))).isTrue();
        }
    }

    /** All that waits after that. */
    private List<Change> all(String feed) {
        List<Change> all = new ArrayList<>();
        for (Change one = states.next(feed); one != null; one = states.next(feed)) {
            if (!one.target().id().equals("full")) {
                all.add(one);
            }
        }
        return all;
    }

    private static Change put(String id, String state, String event, String... audience) {
        Set<String> to = Set.of(audience);
        String json = "{\"state\":\"" + state + "\"}";
        return new Change(new Target(id, to), new EphemeralItem(id, to, json), event);
    }
}
