package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann O'Neill-Smith (Berlin), 2nd",
                "Zoë Ångström",
                "Zoe\u0308",
                "王芳",
                "葛\uDB40\uDD00城",
                "مريم عبد الله",
                "دפנה כהן",
                "می\u200Cخواهم",
                "അവന\u0D4D\u200D",
                "क्\u200Dष",
                "👩\u200D💻 Team",
                "❤\uFE0F\u200D🔥",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "\uF8FF Store",
                "",
                "  "
            })
    void areAllowed(String name) {
        assertThat(VisibleNames.isOne(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\u001B[2J",
                "Ann\u009B1m",
                "Ann\u007F",
                "Ann\tBob",
                "Ann\nBob",
                "Ann\u0085Bob",
                "Ann\u2028Bob",
                "Ann\u2029",
                "\u202Enna",
                "Ann\u202A",
                "\u2066Ann\u2069",
                "Ann\u200E",
                "Ann\u200F",
                "Ann\u061C",
                "A\u200Bnn",
                "A\u2060nn",
                "A\u00ADnn",
                "\uFEFFAnn",
                "Ann\u200D",
                "\u200CAnn",
                "Ann\u200D Bob",
                "\u3164",
                "\u2800\u2800",
                "\uFE0F",
                "A\uDB40\uDC67nn",
                "Ann\uFFFF"
            })
    void areRefused(String name) {
        assertThat(VisibleNames.isOne(name)).isFalse();
    }
}
