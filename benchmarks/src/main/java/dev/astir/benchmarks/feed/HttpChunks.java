package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Takes the chunks of an HTTP/1.1 body apart (RFC 9112, section 7.1), in pieces as they come. Not
 * safe for use by several threads.
 */
final class HttpChunks implements Framing {
    private static final byte[] LINE_END = {'\r', '\n'};

    private enum Part {
        SIZE,
        EXTENSION,
        DATA,
        BREAK
    }

    private Part part = Part.SIZE;
    private long left;

    @Override
    public void read(ByteBuffer bytes, int from, int to, Payloads payloads) {
        int at = from;
        while (at < to) {
            if (part == Part.DATA) {
                int end = (int) Math.min(to, at + left);
                payloads.payload(bytes, at, end, Payloads.TEXT);
                left -= end - at;
                at = end;
                if (left == 0) {
                    payloads.end(Payloads.TEXT);
                    part = Part.BREAK;
                }
            } else {
                line(bytes.get(at));
                at++;
            }
        }
    }

    private void line(byte octet) {
        if (octet == '\n') {
            if (part == Part.BREAK) {
                part = Part.SIZE;
            } else {
                // The last chunk has no data; no trailers are expected.
                part = left == 0 ? Part.BREAK : Part.DATA;
            }
        } else if (part == Part.SIZE && octet != '\r') {
            int digit = Character.digit(octet, 16);
            if (digit < 0) {
                part = Part.EXTENSION;
            } else {
                left = left << 4 | digit;
            }
        }
    }

    /** An event as a chunk that a server sends. */
    static byte[] serverSentEvent(byte[] event) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(event.length + 32);
        byte[] start = "data: ".getBytes(US_ASCII);
        int length = start.length + event.length + 2;
        chunk.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
        chunk.writeBytes(start);
        chunk.writeBytes(event);
        chunk.writeBytes("\n\n".getBytes(US_ASCII));
        chunk.writeBytes(LINE_END);
        return chunk.toByteArray();
    }
}
