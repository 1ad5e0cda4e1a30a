package dev.astir.benchmarks.feed;

import java.nio.ByteBuffer;

/**
 * Takes WebSocket frames of a server apart (RFC 6455, section 5.2), in pieces as they come. Not
 * safe for use by several threads.
 */
public final class WebSocketFrames implements Framing {
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private int opcode;
    private int headerRead;
    private int headerLength = 2;
    private long left;

    @Override
    public void read(ByteBuffer bytes, int from, int to, Payloads payloads) {
        int at = from;
        while (at < to) {
            if (headerRead < headerLength) {
                header(bytes.get(at) & 0xff);
                at++;
            } else {
                int end = (int) Math.min(to, at + left);
                payloads.payload(bytes, at, end, opcode);
                left -= end - at;
                at = end;
            }
            if (headerRead == headerLength && left == 0) {
                headerRead = 0;
                headerLength = 2;
                payloads.end(opcode);
            }
        }
    }

    private void header(int octet) {
        if (headerRead == 0) {
            opcode = octet & OPCODE;
        } else if (headerRead == 1) {
            if (octet > LENGTH) {
                throw new IllegalStateException("a server's frame is masked");
            }
            left = octet;
            if (octet >= TWO_BYTES) {
                headerLength += octet == EIGHT_BYTES ? Long.BYTES : Short.BYTES;
                left = 0;
            }
        } else {
            left = left << Byte.SIZE | octet;
        }
        headerRead++;
    }

    /** A frame of a client, whose mask is zero: at most 125 bytes or 64 kB. */
    public static byte[] masked(int opcode, byte[] payload) {
        boolean isLong = payload.length >= TWO_BYTES;
        ByteBuffer frame = ByteBuffer.allocate(payload.length + (isLong ? 8 : 6));
        frame.put((byte) (0x80 | opcode));
        if (isLong) {
            frame.put((byte) (0x80 | TWO_BYTES)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | payload.length));
        }
        return frame.putInt(0).put(payload).array();
    }

    /** The header of a server's text frame. */
    static byte[] textHeader(int length) {
        return length < TWO_BYTES
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x81, TWO_BYTES, (byte) (length >> Byte.SIZE), (byte) length};
    }
}
