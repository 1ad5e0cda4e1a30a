package dev.astir.benchmarks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.benchmarks.dashboard.Weight.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightTest {

    @ParameterizedTest
    @CsvSource({
        "/now,                                              PAGE",
        "/,                                                 PAGE",
        "/app.js,                                           SCRIPT",
        "/_static/lit/3.3.3/index.js,                       SCRIPT",
        "/styles/base.css,                                  STYLE",
        "/_static/inter/5.2.5/files/inter-latin-400.woff2,  FONT",
        "/favicon.svg,                                      PICTURE",
        "/api/presence,                                     API",
    })
    void tellsKindsByTheAddress(String path, Kind kind) {
        assertThat(Kind.of(path)).isEqualTo(kind);
    }

    @Test
    void addsUpWithAnswersAndFontApart() {
        Weight weight = new Weight(Map.of(Kind.SCRIPT, 40L, Kind.FONT, 25L, Kind.API, 10L), 100, 3);

        assertThat(weight.total()).isEqualTo(75);
        assertThat(weight.files()).isEqualTo(65);
        assertThat(weight.filesWithoutFont()).isEqualTo(40);
    }
}
