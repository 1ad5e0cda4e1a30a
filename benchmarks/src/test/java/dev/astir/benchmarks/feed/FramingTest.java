package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FramingTest {

    @Test
    void readsFramesOfEveryLengthHoweverTheyAreCut() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int length : new int[] {0, 1, 125, 126, 300, 65_535}) {
            String text = "x".repeat(length);
            bytes.writeBytes(WebSocketFrames.textHeader(length));
            bytes.writeBytes(text.getBytes(US_ASCII));
            expected.add("1:" + text);
        }
        bytes.writeBytes(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0});
        bytes.writeBytes(new byte[65_536]);
        expected.add("1:" + "\0".repeat(65_536));
        bytes.writeBytes(new byte[] {(byte) 0x88, 2, 0x0f, (byte) 0xa8});
        expected.add("8:" + "\u000f\u00a8");

        check(WebSocketFrames::new, bytes.toByteArray(), expected);
    }

    @Test
    void refusesAMaskedFrame() {
        byte[] frame = WebSocketFrames.masked(Payloads.TEXT, new byte[] {1});

        assertThatThrownBy(() -> new Collected().read(new WebSocketFrames(), frame, frame.length))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsChunksHoweverTheyAreCut() {
        String body = "5\r\nhello\r\n1A;x=5\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n";

        check(
                HttpChunks::new,
                body.getBytes(US_ASCII),
                List.of("1:hello", "1:abcdefghijklmnopqrstuvwxyz"));
    }

    @Test
    void readsTheChunkThatABareServerSends() {
        check(
                HttpChunks::new,
                HttpChunks.serverSentEvent("{}".getBytes(US_ASCII)),
                List.of("1:data: {}\n\n"));
    }

    private static void check(Supplier<Framing> framing, byte[] bytes, List<String> expected) {
        for (int size : new int[] {1, 2, 3, 7, 100, 4_096, bytes.length}) {
            Collected collected = new Collected();
            collected.read(framing.get(), bytes, size);
            assertThat(collected.frames).as("in pieces of %s", size).isEqualTo(expected);
        }
    }

    private static final class Collected implements Payloads {
        final List<String> frames = new ArrayList<>();
        final StringBuilder payload = new StringBuilder();

        void read(Framing framing, byte[] bytes, int size) {
            for (int from = 0; from < bytes.length; from += size) {
                framing.read(
                        ByteBuffer.wrap(bytes), from, Math.min(bytes.length, from + size), this);
            }
        }

        @Override
        public void payload(ByteBuffer bytes, int from, int to, int opcode) {
            for (int at = from; at < to; at++) {
                payload.append((char) (bytes.get(at) & 0xff));
            }
        }

        @Override
        public void end(int opcode) {
            frames.add(opcode + ":" + payload);
            payload.setLength(0);
        }
    }
}
