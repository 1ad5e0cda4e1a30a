package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client sends behind the request for a stream. */
@Tag("newest-java")
class StreamHandlerTest {
    private static final String REQUEST = "GET /events HTTP/1.1\r\nHost: a\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel();

    StreamHandlerTest() {
        channel.pipeline()
                .addLast(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, new HttpServerCodec())
                .addLast(
                        ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                        new ChannelInboundHandlerAdapter());
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void anotherRequestEndsTheConnection() {
        send(REQUEST + "\r\n");
        StreamHandler.addTo(channel, () -> {});
        assertThat(channel.isOpen()).isTrue();

        send(REQUEST + "\r\n");

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyWithoutEndEndsTheConnection() {
        send(REQUEST + "Transfer-Encoding: chunked\r\n\r\n");
        StreamHandler.addTo(channel, () -> {});
        assertThat(channel.isOpen()).isTrue();

        send("1\r\nx\r\n");

        assertThat(channel.isOpen()).isFalse();
    }

    private void send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
    }
}
