package dev.astir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t1",
                "\r1",
                "\n=1",
                // In full width, small, raised, and the sign that is no hyphen.
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20A1",
                "\uFE661",
                "\uFE6B1",
                "\u207A1",
                "\u22121",
                // Behind what is passed over or not seen.
                "  =1",
                "\u00A0=1",
                "\u3000\uFF1D1",
                "\uFEFF=1",
                "\u200B\u202E=1",
                "\u0001=1"
            })
    void getsAnApostropheInFront(String text) {
        assertThat(SpreadsheetText.defused(text)).startsWith("'").endsWith(text.substring(1));
    }

    @Test
    void defusesWhereAnotherLocaleBeginsCellsAndRows() {
        assertThat(SpreadsheetText.defused("x;=1\t +1\r\n@a;b")).isEqualTo("x;'=1\t' +1\r\n'@a;b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a = b", "1-2", "two\nlines", "5 + 5", "mail@example.org", " a-b"})
    void leavesOthersAsTheyAre(String text) {
        assertThat(SpreadsheetText.defused(text)).isSameAs(text);
    }
}
