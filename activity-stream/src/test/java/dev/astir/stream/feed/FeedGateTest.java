package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.SearchRule;
import dev.astir.stream.bus.InProcessBus;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedGateTest {
    private final FeedHub hub =
            new FeedHub(
                    new MemoryFeed().store(),
                    SearchRule.WORDS,
                    new InProcessBus(),
                    Clock.systemUTC(),
                    FeedHub.PING);
    private final FeedGate gate =
            FeedGate.of(hub, new TestTokens(), List.of("https://listed.example", "null"));

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void letsPagesOfTheSameHostAndOfListedOriginsAsk() {
        assertThat(isForeign(null, "astir.example")).isFalse();
        assertThat(isForeign("https://astir.example", "astir.example")).isFalse();
        assertThat(isForeign("https://astir.example", "Astir.Example:443")).isFalse();
        assertThat(isForeign("http://astir.example:8080", "astir.example:8080")).isFalse();
        assertThat(isForeign("https://listed.example", "astir.example")).isFalse();
        assertThat(isForeign("null", "astir.example")).isFalse();
    }

    @Test
    void refusesPagesFromElsewhere() {
        assertThat(isForeign("https://evil.example", "astir.example")).isTrue();
        assertThat(isForeign("https://astir.example.evil.example", "astir.example")).isTrue();
        assertThat(isForeign("https://astir.example:8443", "astir.example")).isTrue();
        assertThat(isForeign("http://astir.example", "astir.example:443")).isTrue();
        assertThat(isForeign("https://listed.example:444", "astir.example")).isTrue();
        assertThat(isForeign("http://[bad", "astir.example")).isTrue();
        assertThat(isForeign("file://", "astir.example")).isTrue();
        assertThat(isForeign("https://astir.example", null)).isTrue();
    }

    @Test
    void findsTheTokenInTheHeaderThenInTheSubprotocolThenInACookie() {
        assertThat(identity(Map.of("authorization", List.of("bearer  ann.f")))).isEqualTo("ann");
        assertThat(
                        identity(
                                Map.of(
                                        "sec-websocket-protocol",
                                        List.of("astir.v1", "x, bearer.ann.f"))))
                .isEqualTo("ann");
        assertThat(
                        identity(
                                Map.of(
                                        "authorization", List.of("Bearer ann.f"),
                                        "sec-websocket-protocol", List.of("bearer.bob.f"),
                                        "cookie", List.of("eve.f"))))
                .isEqualTo("ann");
        assertThat(identity(Map.of("cookie", List.of("ann.f")))).isEqualTo("ann");
    }

    @Test
    void takesNoTokenFromTheAddress() {
        Request request = new Request(Map.of(), Map.of("token", List.of("ann.f")));
        assertThat(gate.admit(request)).isEqualTo(Admission.notAuthenticated());
    }

    @Test
    void letsNobodyInWhenTheAuthenticatorFailsAndThrowsNobodyOut() {
        Map<String, List<String>> headers = Map.of("authorization", List.of("Bearer broken.f"));
        assertThat(gate.admit(new Request(headers, Map.of())))
                .isEqualTo(Admission.refused(CloseCode.GOING_AWAY));
        FeedProblem problem = FeedProblem.refused(CloseCode.GOING_AWAY);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.headers()).containsEntry("Retry-After", "5");
    }

    private boolean isForeign(@Nullable String origin, @Nullable String host) {
        Map<String, List<String>> headers =
                Map.of(
                        "origin", origin == null ? List.of() : List.of(origin),
                        "host", host == null ? List.of() : List.of(host));
        return gate.isForeign(new Request(headers, Map.of()));
    }

    private String identity(Map<String, List<String>> headers) {
        Admission admission = gate.admit(new Request(headers, Map.of()));
        return ((Admission.Granted) admission).access().identity();
    }

    private record Request(Map<String, List<String>> sent, Map<String, List<String>> parameters)
            implements FeedRequest {
        @Override
        public List<String> headers(String name) {
            return sent.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        @Override
        public @Nullable String cookie(String name) {
            return header("cookie");
        }

        @Override
        public @Nullable String remoteAddress() {
            return null;
        }
    }
}
