package dev.astir.app.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A WebSocket as bytes, for frames that no client sends. Confined to one thread.
 *
 * <p>The server may end it at any time, so whoever writes learns of that by reading.
 */
public final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    static final int PONG = 10;
    public static final int FINAL = 0x80;

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {7, 31, 127, 1};
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private record Frame(int opcode, byte[] content) {}

    /** Opens one; fails unless the server upgrades. */
    public RawSocket(URI base, String path, String protocol, String token) throws IOException {
        socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        String handshake =
                """
                GET %s HTTP/1.1\r
                Host: localhost:%d\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: %s\r
                Authorization: Bearer %s\r
                \r
                """
                        .formatted(path, base.getPort(), protocol, token);
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("no handshake: " + head);
            }
            head.append((char) c);
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not upgraded: " + head);
        }
    }

    /** A whole frame, as clients write it. */
    public static byte[] frame(int firstByte, byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(head(firstByte, content.length, true));
        frame.writeBytes(MASK);
        for (int i = 0; i < content.length; i++) {
            frame.write(content[i] ^ MASK[i % MASK.length]);
        }
        return frame.toByteArray();
    }

    /** What stands before mask and content. */
    static byte[] head(int firstByte, long length, boolean masked) {
        int mask = masked ? MASKED : 0;
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) firstByte);
        if (length >= 0 && length < 126) {
            head.put((byte) (mask | length));
        } else if (length >= 0 && length < 1 << 16) {
            head.put((byte) (mask | 126)).putShort((short) length);
        } else {
            head.put((byte) (mask | 127)).putLong(length);
        }
        return Arrays.copyOf(head.array(), head.position());
    }

    /** Writes, unless the server has ended it meanwhile. */
    public void write(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // Ended by the server; what it said before can still be read.
        }
    }

    /**
     * The texts that come until a ping of ours is answered, or the server ends the socket: by then
     * it has looked at all that was written.
     */
    List<String> textsUntilAnswered() throws IOException {
        byte[] mark = "mark".getBytes(StandardCharsets.US_ASCII);
        write(frame(FINAL | PING, mark));
        List<String> texts = new ArrayList<>();
        try {
            while (true) {
                Frame frame = read();
                if (frame.opcode() == TEXT) {
                    texts.add(new String(frame.content(), StandardCharsets.UTF_8));
                } else if (frame.opcode() == CLOSE
                        || frame.opcode() == PONG && Arrays.equals(frame.content(), mark)) {
                    return texts;
                }
            }
        } catch (EOFException | SocketException e) {
            return texts; // ended
        }
    }

    /** Reads until a frame of this kind has come; fails when the server ends the socket before. */
    public void awaitFrame(int opcode) throws IOException {
        int found;
        do {
            found = read().opcode();
        } while (found != opcode);
    }

    private Frame read() throws IOException {
        int first = octet();
        long length = octet() & 0x7F;
        if (length == 126) {
            length = octet() << 8 | octet();
        } else if (length == 127) {
            length = ByteBuffer.wrap(exactly(8)).getLong();
        }
        return new Frame(first & 0x0F, exactly(Math.toIntExact(length)));
    }

    private int octet() throws IOException {
        return exactly(1)[0] & 0xFF;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
