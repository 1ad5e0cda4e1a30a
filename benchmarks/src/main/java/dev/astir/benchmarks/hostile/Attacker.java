package dev.astir.benchmarks.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.astir.benchmarks.feed.Payloads;
import dev.astir.benchmarks.feed.WebSocketFrames;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;

/**
 * One connection of those who attack, which knows of HTTP and WebSocket as little as it can. Used
 * by one thread; another one may close it.
 */
final class Attacker implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER = 8_192;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;
    private static final String END = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final Socket socket = new Socket();
    private final Assault assault;
    private final long opened;
    private boolean isStanding;

    /**
     * Connects.
     *
     * @param from the loopback's address that it comes from
     * @param receiveBuffer bytes that the system may take for it unread
     */
    Attacker(Assault assault, InetAddress from, int port, int receiveBuffer) throws IOException {
        this.assault = assault;
        try {
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        opened = System.nanoTime();
    }

    /** From now on it counts as one that the app has to live with. */
    void stand() {
        if (!isStanding) {
            isStanding = true;
            assault.stands();
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        assault.sent(bytes.length);
    }

    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    /** Sends a request, and reads the head of the answer, maybe with some of its body. */
    int ask(String request) throws IOException {
        send(request);
        return status(head());
    }

    /** Sends a request, and reads the whole answer. */
    void exchange(String request) throws IOException {
        send(request);
        String read = head();
        int unused = status(read);
        int body = read.indexOf(END) + END.length();
        int length = contentLength(read.substring(0, body));
        if (length >= 0) {
            read(length - (read.length() - body));
            return;
        }
        String tail = read.substring(body);
        while (!tail.endsWith(LAST_CHUNK)) {
            tail = tail.substring(Math.max(0, tail.length() - LAST_CHUNK.length())) + some();
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END) < 0) {
            head.append(some());
        }
        return head.toString();
    }

    private String some() throws IOException {
        byte[] buffer = new byte[BUFFER];
        int read = socket.getInputStream().read(buffer);
        if (read < 0) {
            throw new EOFException();
        }
        return new String(buffer, 0, read, ISO_8859_1);
    }

    private int status(String head) {
        String status = head.substring(STATUS_AT, STATUS_AT + STATUS_DIGITS);
        assault.saw(status);
        return Integer.parseInt(status);
    }

    /** -1 when it comes in chunks. */
    private static int contentLength(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (at < 0) {
            return -1;
        }
        int start = at + LENGTH.length();
        return Integer.parseInt(head.substring(start, head.indexOf('\r', start)).strip());
    }

    /** Asks for a WebSocket, and says whether it has one. */
    boolean upgrade(String path, String token, String subprotocol) throws IOException {
        int status =
                ask(
                        Requests.get(path, token)
                                .with("Connection", "Upgrade")
                                .with("Upgrade", "websocket")
                                .with("Sec-WebSocket-Version", "13")
                                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                                .with("Sec-WebSocket-Protocol", subprotocol)
                                .text());
        if (status == Requests.SWITCHING_PROTOCOLS) {
            stand();
            return true;
        }
        return false;
    }

    /** Reads whatever comes until the end, and tells by which close code a socket ended. */
    void drain() throws IOException {
        WebSocketFrames frames = new WebSocketFrames();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        InputStream input = socket.getInputStream();
        for (int read = input.read(bytes.array()); read >= 0; read = input.read(bytes.array())) {
            frames.read(bytes, 0, read, new CloseCode());
        }
        throw new EOFException();
    }

    /** Reads nothing for so long, or until the end; what came is thrown away. */
    void watch(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            if (socket.getInputStream().read(new byte[BUFFER]) < 0) {
                throw new EOFException();
            }
        } catch (SocketTimeoutException e) {
            // It still stands.
        }
    }

    /** Reads so many bytes at most. */
    void read(int bytes) throws IOException {
        if (socket.getInputStream().readNBytes(bytes).length < bytes) {
            throw new EOFException();
        }
    }

    /** How long it has been there. */
    double seconds() {
        return (System.nanoTime() - opened) / 1e9;
    }

    @Override
    public void close() throws IOException {
        if (isStanding) {
            isStanding = false;
            assault.falls();
        }
        socket.close();
    }

    /** Of a close frame the first two bytes. */
    private final class CloseCode implements Payloads {
        private int code;
        private int read;

        @Override
        public void payload(ByteBuffer bytes, int from, int to, int opcode) {
            for (int at = from; opcode == CLOSE && at < to && read < Short.BYTES; at++, read++) {
                code = code << Byte.SIZE | bytes.get(at) & 0xff;
            }
        }

        @Override
        public void end(int opcode) {
            if (opcode == CLOSE) {
                assault.saw("closed " + code);
            }
        }
    }
}
