package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which a test decides what arrives when. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    record Response(int status, Map<String, String> headers, String body) {}

    RawConnection(TestClient client) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), client.port());
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The head of a POST of JSON, with further header lines. */
    static String post(String path, String... headers) {
        String all = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        return all.formatted(path)
                + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
    }

    RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Ends what this side sends. */
    RawConnection endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("after \"" + line.toString(ISO_8859_1) + "\"");
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    Response response() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return new Response(Integer.parseInt(status.split(" ")[1]), headers, body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("Content-Length")) {
            int length = Integer.parseInt(headers.get("Content-Length"));
            return new String(in.readNBytes(length), ISO_8859_1);
        }
        StringBuilder body = new StringBuilder();
        String coding = headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT);
        while (coding.equals("chunked")) {
            int length = Integer.parseInt(line(), 16);
            body.append(new String(in.readNBytes(length), ISO_8859_1));
            line();
            if (length == 0) {
                break;
            }
        }
        return body.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
