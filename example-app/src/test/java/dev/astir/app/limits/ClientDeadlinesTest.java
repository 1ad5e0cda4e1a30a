package dev.astir.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientDeadlinesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";

    /** Four times as large as what is usual. */
    private static final String BATCH =
            "POST /api/agent/batch HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\n"
                    + "Content-Length: 1048576\r\n\r\n";

    private final ClientTimes times = ClientTimes.DEFAULT;
    private final ClientDeadlines deadlines = new ClientDeadlines(times);
    private final HttpChannel client = new HttpChannel(deadlines.bytes(), deadlines);

    @Test
    void aConnectionThatSaysNothingIsClosed() {
        client.pass(times.first().minus(SECOND));
        assertThat(client.isOpen()).isTrue();

        client.pass(SECOND);

        assertThat(client.isOpen()).isFalse();
        assertThat(client.sent()).isEmpty();
    }

    @Test
    void aHeadHasItsTimeAsAWhole() {
        client.receive("GET / HTTP/1.1\r\n");
        for (int second = 1; second < times.head().toSeconds(); second++) {
            client.pass(SECOND).receive("X-Header-" + second + ": 1\r\n");
        }
        assertThat(client.isOpen()).isTrue();

        client.pass(SECOND);

        assertThat(client.sent()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aNextHeadHasItsTimeToo() {
        client.receive(GET).answer().pass(Duration.ofSeconds(40)).receive("G").sent();

        client.pass(times.head().minus(SECOND));
        assertThat(client.isOpen()).isTrue();
        client.pass(SECOND);

        assertThat(client.sent()).startsWith("HTTP/1.1 408 ");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatIsKeptForNothingIsClosed() {
        client.receive(GET).answer().pass(times.kept().minus(SECOND));
        assertThat(client.isOpen()).isTrue();

        client.pass(SECOND);

        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aBodyThatDripsIsRefused() {
        client.receive(POST);
        for (int second = 0; second < times.body().toSeconds(); second++) {
            assertThat(client.isOpen()).isTrue();
            client.receive("drip").pass(SECOND);
        }

        assertThat(client.sent()).startsWith("HTTP/1.1 408 ");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aSlowBodyThatGoesOnIsWaitedForUntilItsTimeIsOver() {
        goesOn(POST, times.wholeBody());
    }

    @Test
    void aLargeBatchHasMoreTime() {
        goesOn(BATCH, times.wholeBody().multipliedBy(4));
    }

    private void goesOn(String head, Duration whole) {
        String enough = "x".repeat(times.bodyBytes());
        client.receive(head);

        for (int part = 1; part < whole.dividedBy(times.body()); part++) {
            client.receive(enough).pass(times.body());
            assertThat(client.isOpen()).isTrue();
        }
        client.receive(enough).pass(times.body());

        assertThat(client.sent()).startsWith("HTTP/1.1 408 ");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void theServerMayTakeAsLongAsItTakes() {
        client.receive(GET).pass(Duration.ofHours(1));
        assertThat(client.isOpen()).isTrue();

        client.begin(HttpResponseStatus.OK).pass(Duration.ofHours(1));

        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void aBodyThatComesWhileTheAnswerIsWrittenHasItsTime() {
        client.receive(POST).begin(HttpResponseStatus.UNAUTHORIZED).pass(times.body());

        assertThat(client.isOpen()).isFalse();
        assertThat(client.sent()).doesNotContain("408");
    }

    @Test
    void anInterimAnswerIsNone() {
        client.receive(POST).answer(HttpResponseStatus.CONTINUE).pass(times.body());

        assertThat(client.sent()).contains("HTTP/1.1 408 ");
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void anUpgradedConnectionIsLeftAlone() {
        client.receive(GET).begin(HttpResponseStatus.SWITCHING_PROTOCOLS);
        client.pass(Duration.ofHours(1));

        assertThat(client.isOpen()).isTrue();
        assertThat(client.channel().pipeline().get(ClientDeadlines.class)).isNull();
        assertThat(client.channel().pipeline().names()).hasSize(2); // the codec, and the tail
    }

    @Test
    void anAnswerThatIsNotReadIsNotKept() {
        client.receive(GET).stopReading().begin(HttpResponseStatus.OK).pass(SECOND);
        client.write("a heartbeat").pass(times.unread().minus(SECOND));
        assertThat(client.isOpen()).isTrue();

        // More is written, and still nothing is read.
        client.write("a heartbeat").pass(times.unread());

        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void anAnswerThatIsReadSlowlyIsKept() {
        client.receive(GET).stopReading().begin(HttpResponseStatus.OK).write("x".repeat(1_000));
        for (int part = 0; part < 20; part++) {
            client.read(10).pass(times.unread());
            assertThat(client.isOpen()).isTrue();
        }
    }
}
