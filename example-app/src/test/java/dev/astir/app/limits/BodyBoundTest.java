package dev.astir.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyBoundTest {

    private static final int MOST = 64_000;
    private static final int SHARE = MOST / 4;

    /** What a small piece counts. */
    private static final int PIECE = 512;

    private static final Set<String> PEOPLE = Set.of("ada", "ben");

    private final BodyMemory memory = new BodyMemory(MOST, 1);

    private HttpChannel connect() {
        return connect(memory);
    }

    /** A server to which "Bearer ada" is a good token of Ada's, and "Bearer x" is none. */
    private static HttpChannel connect(BodyMemory memory) {
        return new HttpChannel(
                new ChannelInboundHandlerAdapter(),
                new HttpContentDecompressor(0),
                new BodyBound(
                        memory,
                        new Credentials(token -> Optional.of(token).filter(PEOPLE::contains)),
                        (peer, headers) -> ""));
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
        BodyMemory enough = new BodyMemory(1L << 40, 1);
        HttpChannel client = connect(enough);
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
    void batchesOfThoseWhoSayWhoTheyAreMayBeLarger() {
        HttpChannel agent = connect();
        agent.receive(
                post("/api/agent/batch?x=1", "Authorization: Bearer x\r\nContent-Length: 1000000"));
        HttpChannel browser = connect();
        browser.receive(
                post("/api/activity/batch", "Cookie: astir_access=x\r\nContent-Length: 10000000"));
        HttpChannel stranger = connect();
        stranger.receive(post("/api/activity/batch", "Content-Length: 1000000"));

        assertThat(agent.requests()).isOne();
        assertThat(browser.requests()).isOne();
        assertThat(stranger.sent()).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void theLargestOfStrangersMakesRoomForWhoSignsIn() {
        String large = "Authorization: Bearer x\r\nContent-Length: 100000";
        HttpChannel first = connect().receive(post("/api/activity/batch", large));
        HttpChannel second = connect().receive(post("/api/activity/batch", large));
        first.receive("x".repeat(SHARE / 2));
        second.receive("x".repeat(SHARE / 2 - 1));

        HttpChannel login = connect().receive(post("/api/auth/login", "Content-Length: 100"));
        login.receive("x".repeat(100));

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(login.isOpen()).isTrue();
        assertThat(login.sent()).isEmpty();
        assertThat(memory.taken()).isEqualTo(SHARE / 2 - 1 + PIECE);
    }

    @Test
    void peopleHaveAShareWhateverStrangersHold() {
        HttpChannel stranger = connect().receive(post("/", "Content-Length: 100000"));
        stranger.receive("x".repeat(SHARE));
        String ofAda = "Authorization: Bearer ada\r\nContent-Length: 100000";
        HttpChannel one = connect().receive(post("/", ofAda));
        HttpChannel other = connect().receive(post("/", ofAda));
        HttpChannel ben = connect();
        ben.receive(post("/", "Cookie: a=b; astir_access=ben\r\nContent-Length: 100000"));

        one.receive("x".repeat(SHARE));
        other.receive("x");
        ben.receive("x".repeat(SHARE));

        assertThat(other.sent()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
        assertThat(one.isOpen()).isTrue();
        assertThat(ben.isOpen()).isTrue();
        assertThat(stranger.isOpen()).isTrue();
    }

    @Test
    void aBodyInSmallPiecesCountsWhatThesePiecesKeep() {
        HttpChannel client = connect().receive(post("/", "Content-Length: 1000"));

        for (int piece = 0; piece < SHARE / PIECE; piece++) {
            client.receive("x");
        }
        assertThat(memory.taken()).isEqualTo(SHARE / PIECE * PIECE);
        client.receive("x");

        assertThat(client.sent()).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void theLargestBatchHasRoomInTheSmallestHeap() {
        BodyMemory small = new BodyMemory(2 * BodyBound.LARGEST, BodyBound.LARGEST);

        assertThat(small.begin("ada", "", () -> {}).take(BodyBound.LARGEST)).isTrue();
        assertThat(small.begin(null, "", () -> {}).take(BodyBound.LARGEST)).isTrue();
    }

    @Test
    void whatComesAfterTheAnswerIsNotKept() {
        HttpChannel client = connect().receive(post("/", "Content-Length: 3000"));
        client.receive("x".repeat(1_000)).answer(HttpResponseStatus.UNAUTHORIZED);
        assertThat(memory.taken()).isZero();

        client.receive("x".repeat(1_000));
        assertThat(memory.taken()).isZero();

        client.receive("x".repeat(1_000)).requests();
        client.receive(post("/", "Content-Length: 10")).receive("x".repeat(10));
        assertThat(client.requests()).isOne();
        assertThat(memory.taken()).isEqualTo(PIECE);
    }

    @Test
    void aBombIsCutOffWhereItIsTooMuch() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[20 << 20]);
        }
        BodyMemory enough = new BodyMemory(1L << 40, 1);
        HttpChannel client = connect(enough);
        client.receive(
                post(
                        "/api/agent/batch",
                        "Authorization: Bearer x\r\nContent-Encoding: gzip\r\nContent-Length: "
                                + packed.size()));

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
