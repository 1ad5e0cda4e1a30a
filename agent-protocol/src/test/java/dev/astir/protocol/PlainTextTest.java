package dev.astir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void spellsOutWhatSteersATerminalALogOrAPage() {
        assertThat(PlainText.line("a\u001B[2J\u009B1m\u0007b\u007F"))
                .isEqualTo("a\\u001B[2J\\u009B1m\\u0007b\\u007F");
        assertThat(PlainText.line("one\r\n12:00 INFO two\u2028\u0085"))
                .isEqualTo("one\\r\\n12:00 INFO two\\u2028\\u0085");
        assertThat(PlainText.line("\u202Etxt.exe\u2066\u200F\u061C\uD800"))
                .isEqualTo("\\u202Etxt.exe\\u2066\\u200F\\u061C\\uD800");
    }

    @Test
    void leavesLinesWhereTheyBelong() {
        assertThat(PlainText.lines("one\n\ttwo\r\u001B[1m")).isEqualTo("one\n\ttwo\\r\\u001B[1m");
    }

    @Test
    void leavesEveryLanguageAsItIs() {
        String honest = "Zoë, 王芳, مريم, דנה, می\u200Cخواهم, 👩\u200D💻, A\tB";
        assertThat(PlainText.line(honest)).isSameAs(honest);
    }
}
