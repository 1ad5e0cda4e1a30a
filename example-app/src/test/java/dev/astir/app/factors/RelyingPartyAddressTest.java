package dev.astir.app.factors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.platform.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyAddressTest {

    @Test
    void isThisMachineWithoutAPublicAddress() {
        RelyingPartyAddress address = new RelyingPartyAddress(Settings.from(Map.of()));

        assertThat(address.host()).hasValue("localhost");
        assertThat(address.origins()).containsExactly("http://localhost");
        assertThat(address.isThisMachine()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://Astir.Example.org/office, astir.example.org, https://astir.example.org",
        "https://astir.example.org:8443, astir.example.org, https://astir.example.org:8443",
    })
    void isTheHostOfThePublicAddress(String url, String host, String origin) {
        RelyingPartyAddress address = at(url);

        assertThat(address.host()).hasValue(host);
        assertThat(address.origins()).containsExactly(origin);
        assertThat(address.isThisMachine()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.7:8080", "https://[fd00::1]"})
    void isNoNumber(String url) {
        assertThat(at(url).host()).isEmpty();
    }

    private static RelyingPartyAddress at(String url) {
        return new RelyingPartyAddress(Settings.from(Map.of("ASTIR_PUBLIC_URL", url)));
    }
}
