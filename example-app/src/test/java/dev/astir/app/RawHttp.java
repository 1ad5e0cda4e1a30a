package dev.astir.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTP as bytes, for what no client sends: any method, any header, any body. It keeps its
 * connection as long as the server does. Confined to one thread.
 */
public final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final URI base;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private boolean connected;

    /** What came back; header names are in lower case. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        /** The body, whatever its charset: nothing gets lost. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public RawHttp(URI base) {
        this.base = base;
    }

    /** The status of a GET with just these header lines. */
    public static int get(URI base, String path, String... headerLines) {
        try (RawHttp http = new RawHttp(base)) {
            return http.send(
                            ("GET "
                                            + path
                                            + " HTTP/1.1\r\n"
                                            + String.join("\r\n", headerLines)
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1))
                    .status();
        }
    }

    /**
     * Sends a whole request, and waits for its answer.
     *
     * @throws UncheckedIOException when the server ends the connection without one
     */
    public Answer send(byte[] request) {
        try {
            try {
                return exchange(request);
            } catch (EOFException | java.net.SocketException e) {
                if (!connected) {
                    throw e;
                }
                close(); // it was kept from an earlier request, and the server had ended it
                return exchange(request);
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        if (!connected) {
            socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        Answer answer = read(new String(request, 0, 5, StandardCharsets.ISO_8859_1));
        connected = true;
        if (answer.headers().getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    private Answer read(String method) throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.split(" ")[1]);
        return new Answer(code, headers, body(method, code, headers));
    }

    private byte[] body(String method, int status, Map<String, String> headers) throws IOException {
        if (method.startsWith("HEAD ") || status == 204 || status == 304 || status < 200) {
            return new byte[0];
        }
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended early");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("no answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        connected = false;
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more in either case
        }
    }
}
