package dev.astir.stream.jakarta;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * How the containers negotiate a socket. All of it is said here, because what they do otherwise
 * differs. There is one for each handshake, since that is what reaches the socket in all of them:
 * Undertow forgets the user properties. Immutable.
 */
final class SocketConfigurator extends ServerEndpointConfig.Configurator {
    private final Handshake handshake;

    SocketConfigurator(Handshake handshake) {
        this.handshake = handshake;
    }

    /** Never what carries a token, even when nothing else was asked for. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.stream().filter(supported::contains).findFirst().orElse("");
    }

    /** None: a deflater for each session would cost more than the feed itself. */
    @Override
    public List<Extension> getNegotiatedExtensions(
            List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    /** The servlet has checked it, together with the host. */
    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    @Override
    public void modifyHandshake(
            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {}

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(new FeedSocket(handshake));
    }
}
