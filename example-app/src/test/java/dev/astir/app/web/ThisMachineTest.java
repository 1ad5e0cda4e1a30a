package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.platform.IpNetwork;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThisMachineTest {

    private static final String HOST = "localhost:8080";

    @Test
    void isWhoComesByLoopbackForALoopbackHost() {
        assertThat(asks("127.0.0.1", List.of(HOST), List.of())).isTrue();
        assertThat(asks("::1", List.of("[::1]:8080"), List.of())).isTrue();
        assertThat(asks("203.0.113.9", List.of(HOST), List.of())).isFalse();
        assertThat(asks("127.0.0.1", List.of(HOST, HOST), List.of())).isFalse();
        assertThat(asks("127.0.0.1", List.of(), List.of())).isFalse();
    }

    /** A proxy on this machine that says of nobody for whom it asks hands on the host at least. */
    @Test
    void isNotWhoAsksForAnotherHost() {
        assertThat(asks("127.0.0.1", List.of("astir.example.org"), List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "CF-Ray"})
    void isNotWhomAProxyAsksFor(String header) {
        assertThat(
                        ThisMachine.asks(
                                IpNetwork.address("127.0.0.1"),
                                List.of(HOST),
                                List.of(),
                                Set.of("Host", header)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080,  true",
        "http://localhost:3000,  false",
        "http://localhost,       false",
        "https://localhost:8080, false",
        "http://127.0.0.1:8080,  false",
        "http://evil.example,    false",
        "null,                   false",
    })
    void isABrowserWithAPageOfOursAlone(String origin, boolean ours) {
        assertThat(asks("127.0.0.1", List.of(HOST), List.of(origin))).isEqualTo(ours);
        assertThat(asks("127.0.0.1", List.of(HOST), List.of(origin, origin))).isFalse();
    }

    private static boolean asks(String remote, List<String> hosts, List<String> origins) {
        return ThisMachine.asks(
                IpNetwork.address(remote), hosts, origins, Set.of("Host", "Origin", "Accept"));
    }
}
