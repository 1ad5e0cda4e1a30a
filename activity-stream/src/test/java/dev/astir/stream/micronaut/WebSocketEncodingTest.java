package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.FeedFrame;
import dev.astir.stream.feed.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written past Netty's encoder is what Netty's decoders read. */
@Tag("newest-java")
class WebSocketEncodingTest {
    private static final int LARGEST = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {2, 125, 126, 127, 65_535, 65_536, 200_000})
    void writesTextsOfEveryLength(int size) {
        String text = "\"" + "x".repeat(size - 2) + "\"";

        assertThat(decoded(Frames.of("put", text))).containsExactly(text);
        assertThat(decodedByteByByte(Frames.of("put", text))).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 65_535, 65_536})
    void usesTheShortestLengthThereIs(int size) {
        ByteBuf bytes = WebSocketEncoding.INSTANCE.encode(Frames.of("put", "x".repeat(size)));
        int header = size < 126 ? 2 : size < 65_536 ? 4 : 10;
        assertThat(bytes.readableBytes()).isEqualTo(header + size);
        WebSocketEncoding.INSTANCE.release(bytes);
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void countsBytesAndNotCharacters() {
        // 124 characters, 126 bytes: the length must be of two bytes.
        String text = "\"" + "x".repeat(121) + "漢\"";
        assertThat(text.getBytes(UTF_8)).hasSize(126);

        assertThat(decoded(Frames.of("put", text))).containsExactly(text);
    }

    @Test
    void writesSeveralMessagesAsAnArray() {
        FeedFrame frame = Frames.of("put", "{\"a\":1}", "{\"b\":\"漢😀\"}", "{}");

        assertThat(decoded(frame)).containsExactly("[{\"a\":1},{\"b\":\"漢😀\"},{}]");
        assertThat(frame.json()).isEqualTo("[{\"a\":1},{\"b\":\"漢😀\"},{}]");
    }

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 65_535, 65_536})
    void writesArraysOfEveryLength(int size) {
        String first = "1".repeat(60);
        String second = "2".repeat(size - 60 - "[,]".length());

        assertThat(decoded(Frames.of("put", first, second)))
                .containsExactly("[" + first + "," + second + "]");
    }

    @Test
    void followsAPingMessageByAPingFrame() {
        FeedFrame frame = Frames.ping();

        assertThat(decoded(frame)).containsExactly(frame.json(), "ping frame");
        // Only what is a ping of its own is answered.
        assertThat(decoded(Frames.of("ping", "{}", "{}"))).containsExactly("[{},{}]");
    }

    private static List<String> decoded(FeedFrame frame) {
        ByteBuf bytes = WebSocketEncoding.INSTANCE.encode(frame);
        List<String> version8 = read(new EmbeddedChannel(decoder8()), List.of(bytes.copy()));
        List<String> version13 = read(new EmbeddedChannel(decoder13()), List.of(bytes));
        assertThat(version8).isEqualTo(version13);
        return version13;
    }

    private static List<String> decodedByteByByte(FeedFrame frame) {
        ByteBuf bytes = WebSocketEncoding.INSTANCE.encode(frame);
        List<ByteBuf> pieces = new ArrayList<>();
        while (bytes.isReadable()) {
            pieces.add(bytes.readBytes(1));
        }
        bytes.release();
        return read(new EmbeddedChannel(decoder13()), pieces);
    }

    /** As a client reads: a server's frames are not masked. */
    private static WebSocketDecoderConfig client() {
        return WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .allowExtensions(false)
                .maxFramePayloadLength(LARGEST)
                .build();
    }

    private static WebSocket08FrameDecoder decoder8() {
        return new WebSocket08FrameDecoder(client());
    }

    private static WebSocket13FrameDecoder decoder13() {
        return new WebSocket13FrameDecoder(client());
    }

    /** The texts of a channel's frames; they are all final. */
    private static List<String> read(EmbeddedChannel channel, List<ByteBuf> bytes) {
        bytes.forEach(channel::writeInbound);
        List<String> found = new ArrayList<>();
        for (WebSocketFrame frame = channel.readInbound();
                frame != null;
                frame = channel.readInbound()) {
            assertThat(frame.isFinalFragment()).isTrue();
            if (frame instanceof PingWebSocketFrame) {
                assertThat(frame.content().isReadable()).isFalse();
                found.add("ping frame");
            } else {
                found.add(((TextWebSocketFrame) frame).text());
            }
            frame.release();
        }
        // Nothing is left over, and nothing failed.
        assertThat(channel.finish()).isFalse();
        return found;
    }
}
