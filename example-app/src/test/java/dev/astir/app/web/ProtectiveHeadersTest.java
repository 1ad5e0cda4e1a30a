package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.platform.Settings;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom the app asks to come by https from now on. */
class ProtectiveHeadersTest {

    private static final String HEADER = "Strict-Transport-Security";

    @Test
    void whoCameByHttpsToATrustedProxyComesByHttpsFromNowOn() {
        assertThat(answer("10.0.0.7", "https").get(HEADER)).isEqualTo("max-age=31536000");
    }

    @Test
    void othersAreAskedForNothing() {
        assertThat(answer("10.0.0.7", "http").contains(HEADER)).isFalse();
        assertThat(answer("10.0.0.8", "https").contains(HEADER)).isFalse();
    }

    @Test
    void eachRequestOfAProxysConnectionIsLookedAt() {
        EmbeddedChannel channel = connection("10.0.0.7");

        assertThat(exchange(channel, "https").contains(HEADER)).isTrue();
        assertThat(exchange(channel, "http").contains(HEADER)).isFalse();
        channel.finishAndReleaseAll();
    }

    private static HttpHeaders answer(String peer, String protocol) {
        EmbeddedChannel channel = connection(peer);
        try {
            return exchange(channel, protocol);
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static EmbeddedChannel connection(String peer) {
        Settings settings = Settings.from(Map.of("ASTIR_TRUSTED_PROXIES", "10.0.0.7"));
        return new EmbeddedChannel(new ProtectiveHeaders(new ClientAddress(settings))) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 50_000);
            }
        };
    }

    private static HttpHeaders exchange(EmbeddedChannel channel, String protocol) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set("X-Forwarded-For", "203.0.113.9");
        request.headers().set("X-Forwarded-Proto", protocol);
        channel.writeInbound(request);
        channel.writeOutbound(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND));
        HttpResponse response = channel.readOutbound();
        return response.headers();
    }
}
