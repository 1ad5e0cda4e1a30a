package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakesTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final Map<String, List<String>> headers =
            new HashMap<>(
                    Map.of(
                            "Upgrade", List.of("WebSocket"),
                            "Connection", List.of("keep-alive, upgrade"),
                            "Sec-WebSocket-Version", List.of("13"),
                            "Sec-WebSocket-Key", List.of(KEY)));

    @Test
    void takesASoundOne() {
        assertThat(problem("GET")).isNull();
    }

    @Test
    void refusesAnotherMethod() {
        assertThat(problem("POST").status()).isEqualTo(400);
        headers.remove("Upgrade");
        assertThat(problem("POST").status()).isEqualTo(405);
        assertThat(problem("POST").headers()).containsEntry("Allow", "GET");
    }

    @Test
    void saysThatAnUpgradeIsRequired() {
        for (String missing : List.of("Upgrade", "Connection")) {
            List<String> value = headers.remove(missing);
            assertThat(problem("GET").status()).isEqualTo(426);
            assertThat(problem("GET").headers())
                    .containsEntry("Upgrade", "websocket")
                    .containsEntry("Connection", "Upgrade");
            headers.put(missing, value);
        }
    }

    @Test
    void saysWhichVersionIsSpoken() {
        for (List<String> version :
                List.of(List.<String>of(), List.of("8"), List.of("0"), List.of("13", "13"))) {
            headers.put("Sec-WebSocket-Version", version);
            assertThat(problem("GET").status()).isEqualTo(426);
            assertThat(problem("GET").headers()).containsEntry("Sec-WebSocket-Version", "13");
        }
    }

    @Test
    void wantsOneKeyOfSixteenBytes() {
        for (List<String> key :
                List.of(
                        List.<String>of(),
                        List.of(""),
                        List.of("short"),
                        List.of(KEY, KEY),
                        List.of(KEY + "A"),
                        List.of("dGhlIHNhbXBsZSBub25jZR=="))) {
            headers.put("Sec-WebSocket-Key", key);
            assertThat(problem("GET").status()).isEqualTo(400);
        }
    }

    private FeedProblem problem(String method) {
        return Handshakes.problem(method, name -> headers.getOrDefault(name, List.of()));
    }
}
