package dev.astir.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyPotTest {

    private final List<String> ended = new ArrayList<>();
    private final BodyPot pot = new BodyPot(100, 60);

    private BodyPot.Held begin(String owner, String name) {
        return pot.begin(owner, () -> ended.add(name));
    }

    @Test
    void theLargestOfWhoeverHasTheMostMakesRoom() {
        assertThat(begin("greedy", "small").take(20)).isTrue();
        assertThat(begin("greedy", "large").take(30)).isTrue();
        assertThat(begin("other", "single").take(40)).isTrue();

        assertThat(begin("new", "new").take(15)).isTrue();

        assertThat(ended).containsExactly("large");
        assertThat(pot.taken()).isEqualTo(75);
    }

    @Test
    void whoWouldHaveTheMostMakesNoRoom() {
        begin("one", "one").take(50);
        BodyPot.Held greedy = begin("greedy", "greedy");
        assertThat(greedy.take(40)).isTrue();

        assertThat(greedy.take(15)).isFalse();
        assertThat(greedy.take(1)).isFalse();

        assertThat(ended).isEmpty();
        assertThat(pot.taken()).isEqualTo(50);
    }

    @Test
    void nobodyHasMoreThanTheirShare() {
        begin("one", "first").take(50);

        assertThat(begin("one", "second").take(11)).isFalse();

        assertThat(ended).isEmpty();
        assertThat(pot.taken()).isEqualTo(50);
    }

    @Test
    void whatIsReleasedOrEndedCountsOnce() {
        BodyPot.Held one = begin("one", "one");
        BodyPot.Held two = begin("two", "two");
        one.take(60);
        two.take(50);
        assertThat(ended).containsExactly("one");

        one.release();
        two.release();
        two.release();

        assertThat(pot.taken()).isZero();
    }
}
