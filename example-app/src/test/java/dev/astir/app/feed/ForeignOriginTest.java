package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.ReceivedMessages;
import dev.astir.app.TestApp;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ForeignOriginTest {

    @Test
    void pagesOfListedOriginsAndOfThePublicAddressMayOpenSockets() throws Exception {
        try (TestApp app =
                TestApp.start(
                        Map.of(
                                "ASTIR_ALLOWED_ORIGINS", "https://intranet.example",
                                "ASTIR_PUBLIC_URL", "https://astir.example/"))) {
            String token = app.registerOrganization().accessToken();

            assertThat(handshake(app, "https://intranet.example", token).join().getSubprotocol())
                    .isEqualTo("astir.v1");
            assertThat(handshake(app, "https://astir.example", token).join().getSubprotocol())
                    .isEqualTo("astir.v1");
            assertThatThrownBy(() -> handshake(app, "https://evil.example", token).join())
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    private static CompletableFuture<WebSocket> handshake(
            TestApp app, String origin, String token) {
        return TestReader.handshake(
                app, new ReceivedMessages(), "Origin", origin, "astir.v1", "bearer." + token);
    }
}
