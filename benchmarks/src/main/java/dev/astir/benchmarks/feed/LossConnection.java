package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.astir.benchmarks.feed.Dialect.Transport;
import dev.astir.stream.StreamPosition;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a subscriber, which reads every message that comes whole. Used by one thread.
 */
final class LossConnection implements Payloads, AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int HEAD_MILLIS = 20_000;
    private static final int READ_MILLIS = 20;

    private final Transport transport;
    private final Consumer<LossMessage> messages;
    private final Socket socket = new Socket();
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(1_024);
    private final SentEvents events;
    private final Framing framing;
    private @Nullable IOException failure;
    private int closeCode;

    /**
     * Connects and subscribes.
     *
     * @param after where to go on from; null for whatever comes from now on
     * @param byHeader whether SSE tells that in a header, as a browser does
     * @param messages takes what comes
     */
    LossConnection(
            int port,
            Transport transport,
            @Nullable StreamPosition after,
            boolean byHeader,
            Consumer<LossMessage> messages)
            throws IOException {
        this.transport = transport;
        this.messages = messages;
        events = new SentEvents(messages);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setSoTimeout(HEAD_MILLIS);
            socket.getOutputStream().write(request(after, byHeader).request());
            framing = framing(head(socket.getInputStream()));
            if (transport == Transport.WEB_SOCKET) {
                send(TEXT, subscription(after).getBytes(US_ASCII));
            }
            socket.setSoTimeout(READ_MILLIS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Dialect request(@Nullable StreamPosition after, boolean byHeader) {
        boolean isSocket = transport == Transport.WEB_SOCKET;
        List<String> headers =
                isSocket
                        ? List.of("Sec-WebSocket-Protocol: astir.v1")
                        : after != null && byHeader
                                ? List.of("Last-Event-ID: " + after)
                                : List.of();
        String query = isSocket || after == null || byHeader ? "" : "?after=" + after;
        String path = isSocket ? "/api/live" : "/api/live/events" + query;
        return new Dialect(transport, path, headers, List.of(), Map.of());
    }

    private static String subscription(@Nullable StreamPosition after) {
        return "{\"type\":\"subscribe\",\"channel\":\"activities\",\"filter\":{}"
                + (after == null ? "" : ",\"after\":\"" + after + "\"")
                + "}";
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server hung up in the head of its answer");
            }
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private Framing framing(String head) throws IOException {
        boolean isSocket = transport == Transport.WEB_SOCKET;
        if (!head.startsWith(isSocket ? "http/1.1 101 " : "http/1.1 200 ")) {
            throw new IOException("refused: " + head.lines().findFirst().orElse(""));
        }
        if (isSocket) {
            return new WebSocketFrames();
        }
        return head.contains("\r\ntransfer-encoding: chunked\r\n")
                ? new HttpChunks()
                : new PlainBody();
    }

    /**
     * Reads what is there, and waits for a moment if there is nothing.
     *
     * @return the bytes read; less than 0 at the connection's end
     */
    int read() throws IOException {
        int count;
        try {
            count = socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        }
        if (count > 0) {
            framing.read(ByteBuffer.wrap(buffer), 0, count, this);
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
        return count;
    }

    /** The code of the server's close frame; 0 before there is one. */
    int closeCode() {
        return closeCode;
    }

    @Override
    public void payload(ByteBuffer bytes, int from, int to, int opcode) {
        if (transport == Transport.SSE) {
            fail(() -> events.read(bytes.array(), from, to));
        } else {
            text.write(bytes.array(), from, to - from);
        }
    }

    @Override
    public void end(int opcode) {
        if (transport == Transport.WEB_SOCKET) {
            byte[] said = text.toByteArray();
            text.reset();
            fail(() -> heard(said, opcode));
        }
    }

    private void heard(byte[] said, int opcode) throws IOException {
        if (opcode == PING) {
            send(PING + 1, said);
        } else if (opcode == CLOSE && said.length >= 2) {
            closeCode = (said[0] & 0xff) << Byte.SIZE | said[1] & 0xff;
        } else if (opcode <= TEXT) {
            LossMessage.read(said, 0, said.length).forEach(messages);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void fail(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            failure = e;
        }
    }

    private void send(int opcode, byte[] payload) throws IOException {
        socket.getOutputStream().write(WebSocketFrames.masked(opcode, payload));
    }

    /** Hangs up; what was not read is gone. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
