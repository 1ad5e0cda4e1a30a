package dev.astir.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A WebSocket that reads only while it is asked to. */
public final class PausingSocket extends PausingClient {
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int LONGEST_PING = 125;
    private static final int PINGS_AT_ONCE = 500;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;

    private int closeCode;

    public PausingSocket(LiveServer server, String token) {
        super(
                server,
                "GET /api/live HTTP/1.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: astir.v1, bearer." + token);
        if (!status.startsWith("HTTP/1.1 101")) {
            throw new IllegalStateException(status);
        }
    }

    /** Sends a text in one frame, masked with zeros. */
    public void send(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(frame)) {
            data.write(0x80 | TEXT);
            if (bytes.length < LENGTH_IN_16_BITS) {
                data.write(0x80 | bytes.length);
            } else {
                data.write(0x80 | LENGTH_IN_16_BITS);
                data.writeShort(bytes.length);
            }
            data.writeInt(0);
            data.write(bytes);
            output.write(frame.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends so many of the longest pings that there are.
     *
     * @return whether the server took all of them; it may end the connection instead
     */
    public boolean sendPings(int count) {
        ByteArrayOutputStream pings = new ByteArrayOutputStream();
        for (int i = 0; i < PINGS_AT_ONCE; i++) {
            pings.write(0x80 | PING);
            pings.write(0x80 | LONGEST_PING);
            pings.writeBytes(new byte[Integer.BYTES + LONGEST_PING]);
        }
        try {
            for (int sent = 0; sent < count; sent += PINGS_AT_ONCE) {
                output.write(pings.toByteArray());
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The code of the frame that came last; 0 if there was none. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    List<Map<String, Object>> more() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int first = input.read(); first >= 0; first = input.read()) {
            byte[] payload = new byte[length()];
            input.readFully(payload);
            int kind = first & 0xf;
            if (kind == CLOSE) {
                closeCode = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                return List.of();
            }
            if (kind <= TEXT) {
                text.writeBytes(payload);
                if ((first & 0x80) != 0) {
                    return SocketClient.parse(text.toString(UTF_8));
                }
            }
        }
        return List.of();
    }

    private int length() throws IOException {
        int length = input.readUnsignedByte();
        if (length == LENGTH_IN_16_BITS) {
            return input.readUnsignedShort();
        }
        return length == LENGTH_IN_64_BITS ? Math.toIntExact(input.readLong()) : length;
    }
}
