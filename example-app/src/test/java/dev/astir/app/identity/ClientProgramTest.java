package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientProgramTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Firefox | Linux | Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"
                        + " Firefox/140.0",
                "Firefox | Android | Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0"
                        + " Firefox/140.0",
                "Firefox | iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"
                        + " AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148"
                        + " Safari/604.1",
                "Chrome | Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
                        + " (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Chrome | ChromeOS | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36"
                        + " (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Chrome | Linux | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like"
                        + " Gecko) HeadlessChrome/138.0.0.0 Safari/537.36",
                "Edge | Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
                        + " (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
                "Opera | macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
                        + " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36"
                        + " OPR/121.0.0.0",
                "Safari | macOS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
                        + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                "Safari | iPad | Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X)"
                        + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148"
                        + " Safari/604.1",
                "Samsung Internet | Android | Mozilla/5.0 (Linux; Android 10; K)"
                        + " AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0"
                        + " Chrome/130.0.0.0 Mobile Safari/537.36",
            })
    void namesBrowserAndSystem(String browser, String system, String userAgent) {
        assertThat(ClientProgram.of(userAgent)).isEqualTo(new ClientProgram(browser, system));
    }

    @Test
    void namesAnotherProgramByWhatItCallsItself() {
        assertThat(ClientProgram.of("curl/8.5.0")).isEqualTo(new ClientProgram("curl", null));
        assertThat(ClientProgram.of("python-requests/2.32.3"))
                .isEqualTo(new ClientProgram("python-requests", null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "/1.0", "<script>alert(1)</script>", "Mozilla/5.0"})
    void saysNothingWhereNothingIsSaid(String userAgent) {
        assertThat(ClientProgram.of(userAgent)).isEqualTo(new ClientProgram(null, null));
    }
}
