package dev.astir.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyBoundTest {

    private static final int MOST = 64_000;

    private final BodyMemory memory = new BodyMemory(MOST);

    private HttpChannel connect() {
        return connect(null);
    }

    private HttpChannel connect(String principal) {
        return connect(memory, principal);
    }

    private static HttpChannel connect(BodyMemory memory, String principal) {
        Connection connection = new Connection(new EmbeddedChannel(), null);
        if (principal != null) {
            connection.admit(principal);
        }
        return new HttpChannel(
                new ChannelInboundHandlerAdapter(),
                new HttpContentDecompressor(0),
                new BodyBound(memory, connection));
    }

    private static String post(String path, String header) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n";
    }

    @Test
    void aBodyThatSaysItIsLargeIsRefusedUnread() {
        HttpChannel client = connect();

        client.receive(post("/api/projects", "Content-Length: " + (BodyBound.USUAL + 1)));

        assertThat(client.sent()).startsWith("HTTP/1.1 413 ");
        assertThat(client.requests()).isZero();
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aBodyThatDoesNotSayHowLargeItIsIsCutOff() {
        BodyMemory enough = new BodyMemory(Long.MAX_VALUE);
        HttpChannel client = connect(enough, null);
        client.receive(post("/api/projects", "Transfer-Encoding: chunked"));

        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        for (int sent = 0x10000; sent <= BodyBound.USUAL; sent += 0x10000) {
            client.receive(chunk);
            assertThat(client.isOpen()).isTrue();
        }
        client.receive("1\r\nx\r\n");

        assertThat(client.sent()).startsWith("HTTP/1.1 413 ");
        assertThat(client.isOpen()).isFalse();
        assertThat(enough.taken()).isZero();
    }

    @Test
    void batchesMayBeLarger() {
        HttpChannel client = connect();

        client.receive(post("/api/agent/batch?x=1", "Content-Length: 1000000"));

        assertThat(client.requests()).isOne();
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void whatStrangersHoldLeavesHalfForOthers() {
        HttpChannel first = connect().receive(post("/", "Content-Length: 100000"));
        HttpChannel second = connect().receive(post("/", "Content-Length: 100000"));
        HttpChannel ada = connect("ada").receive(post("/", "Content-Length: 100000"));

        first.receive("x".repeat(MOST / 2));
        second.receive("x");
        ada.receive("x".repeat(MOST / 4));

        assertThat(second.sent()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
        assertThat(second.isOpen()).isFalse();
        assertThat(first.isOpen()).isTrue();
        assertThat(ada.isOpen()).isTrue();
    }

    @Test
    void nobodyTakesMoreThanAQuarter() {
        HttpChannel one = connect("ada").receive(post("/", "Content-Length: 100000"));
        HttpChannel other = connect("ada").receive(post("/", "Content-Length: 100000"));
        HttpChannel ben = connect("ben").receive(post("/", "Content-Length: 100000"));

        one.receive("x".repeat(MOST / 4));
        other.receive("x");
        ben.receive("x");

        assertThat(other.sent()).startsWith("HTTP/1.1 503 ");
        assertThat(ben.isOpen()).isTrue();
    }

    @Test
    void aBombIsCutOffWhereItIsTooMuch() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[20 << 20]);
        }
        BodyMemory enough = new BodyMemory(Long.MAX_VALUE);
        HttpChannel client = connect(enough, null);
        client.receive(
                post(
                        "/api/agent/batch",
                        "Content-Encoding: gzip\r\nContent-Length: " + packed.size()));

        client.channel().writeInbound(Unpooled.wrappedBuffer(packed.toByteArray()));

        assertThat(client.sent()).startsWith("HTTP/1.1 413 ");
        long came = 0;
        for (Object message; (message = client.channel().readInbound()) != null; ) {
            came += message instanceof HttpContent body ? body.content().readableBytes() : 0;
            ReferenceCountUtil.release(message);
        }
        assertThat(came).isLessThanOrEqualTo(2 << 20);
        assertThat(enough.taken()).isZero();
    }

    @Test
    void anAnswerGivesBackWhatItsRequestTook() {
        HttpChannel client = connect().receive(post("/", "Content-Length: 1000"));
        client.receive("x".repeat(1_000));
        assertThat(memory.taken()).isEqualTo(1_000);

        client.answer();
        assertThat(memory.taken()).isZero();

        client.receive(post("/", "Content-Length: 1000")).receive("x").channel().close();
        assertThat(memory.taken()).isZero();
    }
}
