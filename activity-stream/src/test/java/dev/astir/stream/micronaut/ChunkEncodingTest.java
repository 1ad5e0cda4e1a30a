package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.FeedFrame;
import dev.astir.stream.feed.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written past Netty's encoder is what Netty's decoder reads. */
@Tag("newest-java")
class ChunkEncodingTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                    + "transfer-encoding: chunked\r\n\r\n";

    @Test
    void writesEventsAsAChunk() {
        assertThat(decoded(Frames.of("put", "{\"a\":\"漢😀\"}")))
                .isEqualTo("event: put\ndata: {\"a\":\"漢😀\"}\n\n");
        assertThat(decoded(Frames.of("put", "{\"a\":1}", "{\"b\":2}")))
                .isEqualTo("event: put\ndata: {\"a\":1}\n\nevent: put\ndata: {\"b\":2}\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 255, 256, 4_095, 4_096, 65_535, 65_536, 200_000})
    void writesChunksOfEveryLength(int size) {
        FeedFrame frame = Frames.of("put", "x".repeat(size));

        assertThat(decoded(frame)).isEqualTo("event: put\ndata: " + "x".repeat(size) + "\n\n");
    }

    @Test
    void writesWhatTheSlowWayWrites() {
        for (FeedFrame frame :
                new FeedFrame[] {Frames.ping(), Frames.reset(), Frames.of("put", "{}", "{}")}) {
            assertThat(decoded(frame)).isEqualTo(new String(frame.serverSentEvents(), UTF_8));
        }
        assertThat(decoded(Frames.reset())).contains("\nid:\n");
    }

    @Test
    void chunksFollowEachOther() {
        assertThat(decoded(Frames.of("put", "{}"), Frames.ping(), Frames.of("put", "[]")))
                .isEqualTo(
                        "event: put\ndata: {}\n\n"
                                + new String(Frames.ping().serverSentEvents(), UTF_8)
                                + "event: put\ndata: []\n\n");
    }

    /** The body of a response in which these frames are the chunks. */
    private static String decoded(FeedFrame... frames) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder());
        channel.writeInbound(Unpooled.copiedBuffer(HEAD, US_ASCII));
        for (FeedFrame frame : frames) {
            ByteBuf chunk = ChunkEncoding.INSTANCE.encode(frame);
            channel.writeInbound(chunk.retainedDuplicate());
            ChunkEncoding.INSTANCE.release(chunk);
        }
        channel.writeInbound(Unpooled.copiedBuffer("0\r\n\r\n", US_ASCII));
        return body(channel);
    }

    private static String body(EmbeddedChannel channel) {
        assertThat((Object) channel.readInbound()).isInstanceOf(HttpResponse.class);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean isEnded = false;
        for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
            assertThat(next.decoderResult().isSuccess()).isTrue();
            ByteBuf content = ((HttpContent) next).content();
            byte[] bytes = new byte[content.readableBytes()];
            content.readBytes(bytes).release();
            body.writeBytes(bytes);
            isEnded = next instanceof LastHttpContent;
        }
        assertThat(isEnded).isTrue();
        assertThat(channel.finish()).isFalse();
        return body.toString(UTF_8);
    }
}
