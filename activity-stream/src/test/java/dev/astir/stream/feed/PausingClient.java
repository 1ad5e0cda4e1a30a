package dev.astir.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A client on a plain socket that reads only while it is asked to, and for which its system keeps
 * little. It fails when nothing comes for half a minute.
 */
public abstract class PausingClient implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 32 << 10;
    private static final int LONGEST_MILLIS = 30_000;

    final DataInputStream input;
    final OutputStream output;

    /** Of the answer, with names in small letters. */
    final Map<String, String> headers = new HashMap<>();

    final String status;
    private final Socket socket = new Socket();
    private final Queue<Map<String, Object>> read = new LinkedBlockingQueue<>();

    /** Connects, asks by these lines, and reads the head of the answer. */
    PausingClient(LiveServer server, String... request) {
        try {
            // Before it connects, or the system offers more.
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.setSoTimeout(LONGEST_MILLIS);
            String[] address = server.host().split(":", 2);
            socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
            input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1_024));
            output = socket.getOutputStream();
            String lines = String.join("\r\n", request) + "\r\nHost: " + server.host();
            output.write((lines + "\r\n\r\n").getBytes(UTF_8));
            status = line();
            for (String line = line(); !line.isEmpty(); line = line()) {
                String[] header = line.split(":", 2);
                headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of HTTP. */
    final String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Reads some more messages; none if there are no more. */
    abstract List<Map<String, Object>> more() throws IOException;

    /** Reads until there is a message of this type; returns it, and those before it. */
    public final List<Map<String, Object>> readTo(String type) {
        List<Map<String, Object>> found = new ArrayList<>();
        while (fill()) {
            Map<String, Object> message = read.remove();
            found.add(message);
            if (message.get("type").equals(type)) {
                return found;
            }
        }
        throw new IllegalStateException("the end came before there was a " + type);
    }

    /** Reads to the end. */
    public final List<Map<String, Object>> rest() {
        List<Map<String, Object>> found = new ArrayList<>();
        while (fill()) {
            found.add(read.remove());
        }
        return found;
    }

    private boolean fill() {
        try {
            if (read.isEmpty()) {
                read.addAll(more());
            }
            return !read.isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public final void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
