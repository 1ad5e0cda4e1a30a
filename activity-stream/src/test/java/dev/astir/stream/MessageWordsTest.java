package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageWordsTest {
    @ParameterizedTest
    @EnumSource
    void findsWhatTheRuleFindsWordByWord(SearchRule rule) {
        Random random = new Random(rule.ordinal());
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            String message = text(random, random.nextInt(8));
            List<String> query = SearchText.tokens(text(random, 1 + random.nextInt(3)));
            boolean expected = rule.matches(query, SearchText.tokens(message));
            found += expected ? 1 : 0;

            assertThat(MessageWords.of(message, rule).match(query))
                    .as("%s in \"%s\"", query, message)
                    .isEqualTo(expected);
        }
        assertThat(found).isBetween(1_000, 19_000);
    }

    private static String text(Random random, int words) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            StringBuilder word = new StringBuilder();
            for (int j = random.nextInt(3); j >= 0; j--) {
                word.append(random.nextInt(9) == 0 ? "é" : "ab0".charAt(random.nextInt(3)));
            }
            text.add(word.toString());
        }
        return String.join(random.nextBoolean() ? " " : "--", text);
    }
}
