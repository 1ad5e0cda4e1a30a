package dev.astir.stream.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.StreamPosition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HintsTest {

    @Test
    void isALineForEachFeed() {
        Map<String, StreamPosition> heads = new LinkedHashMap<>();
        heads.put("a b", new StreamPosition("e1", 7));
        heads.put("ü\n", new StreamPosition("e2", 0));
        assertThat(Hints.encode(heads, 2_000)).containsExactly("e1-7 a+b\ne2-0 %C3%BC%0A");
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
            List<String> texts = Hints.encode(heads, longest);
            Map<String, StreamPosition> decoded = new HashMap<>();
            texts.forEach(text -> decoded.putAll(Hints.decode(text)));
            assertThat(decoded).isEqualTo(heads);
            assertThat(texts).allMatch(text -> text.length() <= longest);
            assertThat(texts).allMatch(text -> text.chars().allMatch(c -> c < 127));
        }
    }

    @Test
    void leavesOutWhatFitsNowhere() {
        Map<String, StreamPosition> heads = Map.of("x".repeat(3_000), new StreamPosition("e1", 1));
        assertThat(Hints.encode(heads, 2_000)).isEmpty();
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
