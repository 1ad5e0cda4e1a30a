package dev.astir.stream.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HintsTest {

    @Test
    void isALineForEachFeed() {
        Map<String, StreamPosition> heads = new LinkedHashMap<>();
        heads.put("a b", new StreamPosition("e1", 7));
        heads.put("ü\n", new StreamPosition("e2", 0));
        assertThat(new Hints(Set.of(), heads, List.of()).encode(2_000))
                .containsExactly("e1-7 a+b\ne2-0 %C3%BC%0A");
    }

    @Test
    void tellsFirstWhoseRightsHaveChanged() {
        Hints hints =
                new Hints(Set.of("ann b"), Map.of("a", new StreamPosition("e1", 7)), List.of());
        assertThat(hints.encode(2_000)).containsExactly("access ann+b\ne1-7 a");
    }

    @Test
    void aNodeThatKnowsOfFeedsAlonePassesOverTheRest() {
        // It reads a line up to its first space as a position, and drops what is none.
        assertThatThrownBy(() -> StreamPosition.parse("access"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> StreamPosition.parse("item"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anItemIsALineOfItsParts() {
        ItemChange came = new ItemChange("n-1", "presence", "acme inc", "bob", "USER_ONLINE");
        ItemChange moved = new ItemChange("n-2", "presence", "acme inc", "eve", null);
        assertThat(new Hints(Set.of(), Map.of(), List.of(came, moved)).encode(2_000))
                .containsExactly(
                        "item n-1 presence acme+inc bob USER_ONLINE\nitem n-2 presence acme+inc eve");
        assertThat(Hints.decode("item n-1 presence\nitem\nitem ").isEmpty()).isTrue();
    }

    @Test
    void whatIsDecodedIsWhatWasEncodedAndNoTextIsTooLong() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int longest = 2_000 + random.nextInt(10_000);
            Map<String, StreamPosition> heads = new HashMap<>();
            for (int i = random.nextInt(100); i > 0; i--) {
                heads.put(name(random), new StreamPosition("e" + i, random.nextInt(1 << 30)));
            }
            Set<String> principals = new HashSet<>();
            for (int i = random.nextInt(100); i > 0; i--) {
                principals.add(name(random));
            }
            List<ItemChange> items = new ArrayList<>();
            for (int i = random.nextInt(100); i > 0; i--) {
                String event = random.nextBoolean() ? name(random) : null;
                items.add(
                        new ItemChange("n-" + i, name(random), name(random), name(random), event));
            }
            List<String> texts = new Hints(principals, heads, items).encode(longest);
            Hints decoded = new Hints(new HashSet<>(), new HashMap<>(), new ArrayList<>());
            for (String text : texts) {
                decoded.heads().putAll(Hints.decode(text).heads());
                decoded.principals().addAll(Hints.decode(text).principals());
                decoded.items().addAll(Hints.decode(text).items());
            }
            assertThat(decoded).isEqualTo(new Hints(principals, heads, items));
            assertThat(texts).allMatch(text -> text.length() <= longest);
            assertThat(texts).allMatch(text -> text.chars().allMatch(c -> c < 127));
        }
    }

    @Test
    void leavesOutWhatFitsNowhere() {
        Map<String, StreamPosition> heads = Map.of("x".repeat(3_000), new StreamPosition("e1", 1));
        assertThat(new Hints(Set.of("y".repeat(3_000)), heads, List.of()).encode(2_000)).isEmpty();
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = 1 + random.nextInt(50); i > 0; i--) {
            int codePoint = random.nextInt(3) == 0 ? random.nextInt(0xD800) : random.nextInt(128);
            name.appendCodePoint(codePoint);
        }
        return name.toString();
    }
}
