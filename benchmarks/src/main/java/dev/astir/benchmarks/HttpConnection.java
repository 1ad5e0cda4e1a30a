package dev.astir.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server on the loopback, which is kept alive. Knows of HTTP as little as it can,
 * so that the load costs little beside what it measures. Not safe for use by several threads.
 */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final byte[] OK = "HTTP/1.1 200".getBytes(US_ASCII);
    private static final byte[] LENGTH = "\r\nContent-Length: ".getBytes(US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

    private final int port;
    private final byte[] buffer = new byte[8_192];
    private @Nullable Socket socket;

    HttpConnection(int port) {
        this.port = port;
    }

    /** The connection, made anew after a failure. */
    Socket connect() throws IOException {
        if (socket == null) {
            Socket made = new Socket(InetAddress.getLoopbackAddress(), port);
            made.setTcpNoDelay(true);
            made.setSoTimeout(TIMEOUT_MILLIS);
            socket = made;
        }
        return socket;
    }

    /**
     * Sends a request, and reads the whole answer.
     *
     * @throws IOException if there is none, or it is not a 200; then the connection is closed
     */
    void exchange(byte[] request) throws IOException {
        try {
            Socket connected = connect();
            connected.getOutputStream().write(request);
            read(connected.getInputStream());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void read(InputStream input) throws IOException {
        int filled = 0;
        int bodyStart = -1;
        int total = Integer.MAX_VALUE;
        while (filled < total) {
            int read = input.read(buffer, filled, buffer.length - filled);
            if (read <= 0) {
                throw new EOFException("The server hung up, or answered at too great length");
            }
            filled += read;
            if (bodyStart < 0) {
                bodyStart = find(END, filled);
                total = bodyStart < 0 ? total : bodyStart + contentLength(bodyStart);
            }
        }
        if (find(OK, filled) != OK.length) {
            throw new IOException("Answered " + new String(buffer, 0, OK.length, US_ASCII));
        }
    }

    private int contentLength(int headEnd) throws IOException {
        int at = find(LENGTH, headEnd);
        if (at < 0) {
            throw new IOException("An answer without a length");
        }
        int length = 0;
        while (buffer[at] >= '0' && buffer[at] <= '9') {
            length = length * 10 + buffer[at] - '0';
            at++;
        }
        return length;
    }

    /** Where the first occurrence ends, or -1. */
    private int find(byte[] what, int limit) {
        for (int start = 0; start + what.length <= limit; start++) {
            int same = 0;
            while (same < what.length && buffer[start + same] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return start + same;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
