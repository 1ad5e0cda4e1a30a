package dev.astir.agent.journal;

import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Span;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One step of the agent, written as a whole or not at all: the spans that it closed, and all those
 * that were still open after it. After a crash, the last record's open spans are what was lost
 * track of, with the ends that they had.
 *
 * <p>On disk: length of the payload, CRC32C of the payload, payload; the payload is the number of
 * closed spans and of open spans, and then each span as its length and its JSON. All numbers are
 * 32-bit big-endian.
 *
 * @param closed spans that are final
 * @param open spans that are not
 */
record JournalRecord(List<Span> closed, List<Span> open) {

    static final int HEADER_BYTES = 8;

    private static final int MAX_PAYLOAD_BYTES = 8 << 20;

    private static final MessageCodec CODEC = MessageCodec.json();

    byte[] encode() {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(payload)) {
            out.writeInt(closed.size());
            out.writeInt(open.size());
            for (List<Span> spans : List.of(closed, open)) {
                for (Span span : spans) {
                    byte[] bytes = CODEC.encode(span);
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A record could not be written to memory", e);
        }
        byte[] bytes = payload.toByteArray();
        return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .putInt(bytes.length)
                .putInt(checksum(bytes))
                .put(bytes)
                .array();
    }

    /**
     * The record at the buffer's position, which moves behind it; null if there is no whole one.
     */
    static @Nullable JournalRecord decode(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES) {
            return null;
        }
        int start = in.position();
        int length = in.getInt();
        int checksum = in.getInt();
        if (length < 8 || length > MAX_PAYLOAD_BYTES || length > in.remaining()) {
            in.position(start);
            return null;
        }
        byte[] payload = new byte[length];
        in.get(payload);
        if (checksum(payload) != checksum) {
            in.position(start);
            return null;
        }
        ByteBuffer body = ByteBuffer.wrap(payload);
        int closedCount = body.getInt();
        int openCount = body.getInt();
        return new JournalRecord(spans(body, closedCount), spans(body, openCount));
    }

    private static List<Span> spans(ByteBuffer body, int count) {
        List<Span> spans = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[body.getInt()];
            body.get(bytes);
            spans.add(CODEC.decodeSpan(bytes));
        }
        return spans;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
