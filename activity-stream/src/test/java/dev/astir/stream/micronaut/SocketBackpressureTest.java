package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.feed.PausingSocket;
import dev.astir.stream.feed.SocketClient;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that does not read; the channel's own clock is stopped. */
@Tag("newest-java")
class SocketBackpressureTest {
    private static final int MEGABYTE = 1 << 20;

    /** 64 MB: far more than two systems keep for a socket. */
    private static final int MANY = 500_000;

    private final Connection channel = new Connection();
    private final List<String> reports = new ArrayList<>();

    private final SocketBackpressure backpressure;

    SocketBackpressureTest() {
        channel.freezeTime();
        channel.pipeline()
                .addLast(
                        ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                        new ChannelInboundHandlerAdapter());
        backpressure = SocketBackpressure.addTo(channel, () -> reports.add("hostile"));
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void answersTheNewestOfThePingsThatCameTogether() {
        channel.writeInbound(ping("a"), ping("b"), ping("c"));

        assertThat(pongs()).containsExactly("c");
    }

    @Test
    void readsNothingWhileAPongWaits() {
        channel.isStalled = true;
        channel.writeInbound(ping("a"));
        assertThat(channel.config().isAutoRead()).isFalse();
        // What was read together with it.
        channel.writeInbound(ping("b"));
        channel.writeInbound(ping("c"));

        channel.isStalled = false;
        channel.flush();
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(pongs()).containsExactly("a", "c");
        assertThat(reports).isEmpty();
    }

    @Test
    void endsAClientThatTakesNothingForTenSeconds() {
        channel.isStalled = true;
        channel.writeInbound(ping("a"));
        advance(9);
        assertThat(reports).isEmpty();
        advance(1);
        assertThat(reports).containsExactly("hostile");
        assertThat(channel.isActive()).isTrue();
        advance(SocketBackpressure.CLOSE_SECONDS);
        assertThat(channel.isActive()).isFalse();
        assertThat(reports).hasSize(1);
    }

    @Test
    void aClientThatTakesSomethingIsGivenMoreTime() {
        channel.isStalled = true;
        channel.writeInbound(ping("a"));
        advance(9);
        channel.isStalled = false;
        channel.flush();
        channel.isStalled = true;
        channel.writeInbound(ping("b"));
        advance(9);
        assertThat(reports).isEmpty();
        advance(10);
        assertThat(reports).containsExactly("hostile");
    }

    @Test
    void whatIsOnlyCollectedDoesNotMakeAFastClientASlowOne() {
        channel.isStalled = true;
        channel.writeInbound(ping("a"));
        channel.isStalled = false;
        for (int i = 0; i < 5; i++) {
            channel.flush();
            // Waits for the next flush when the client is looked at.
            channel.write(new TextWebSocketFrame("news"));
            advance(StallWatch.SECONDS);
            assertThat(reports).isEmpty();
        }
    }

    @Test
    void endsAClientThatTakesNoneOfWhatIsFlushedAtTheEncoder() {
        channel.isStalled = true;
        channel.write(new TextWebSocketFrame("news"));
        channel.unsafe().flush();
        backpressure.flushed();
        advance(StallWatch.SECONDS);
        assertThat(reports).containsExactly("hostile");
    }

    @Test
    void endsAFloodOfFramesThatSayNothing() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "begun"));
        for (int i = 0; i < SocketBackpressure.MOST_EMPTY_FRAMES / 2; i++) {
            channel.writeInbound(ping("x"));
            channel.writeInbound(new ContinuationWebSocketFrame(false, 0, Unpooled.EMPTY_BUFFER));
        }
        assertThat(reports).isEmpty();
        channel.writeInbound(new PongWebSocketFrame());
        assertThat(reports).containsExactly("hostile");
    }

    @Test
    void pingsNowAndThenAreNoFlood() {
        for (int i = 0; i < 5 * SocketBackpressure.MOST_EMPTY_FRAMES; i++) {
            channel.writeInbound(ping("x"));
            advance(1);
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void aRealFloodOfPingsCostsAlmostNothing() {
        try (TestServer server = new TestServer(Map.of());
                PausingSocket hostile = new PausingSocket(server, "hostile.busy");
                SocketClient other = server.socket("alice.busy")) {
            assertThat(hostile.sendPings(MANY)).isFalse();
            assertThat(server.pendingBytes()).isLessThan(MEGABYTE);
            other.sendPing();
            other.awaitPong();
        }
    }

    private static WebSocketFrame ping(String payload) {
        return new PingWebSocketFrame(Unpooled.copiedBuffer(payload, US_ASCII));
    }

    private void advance(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }

    private List<String> pongs() {
        List<String> pongs = new ArrayList<>();
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            PongWebSocketFrame pong = (PongWebSocketFrame) out;
            pongs.add(pong.content().toString(US_ASCII));
            pong.release();
        }
        return pongs;
    }

    /** A connection whose client takes nothing while it is stalled. */
    private static final class Connection extends EmbeddedChannel {
        private boolean isStalled;

        @Override
        protected void doWrite(ChannelOutboundBuffer written) throws Exception {
            if (!isStalled) {
                super.doWrite(written);
            }
        }
    }
}
