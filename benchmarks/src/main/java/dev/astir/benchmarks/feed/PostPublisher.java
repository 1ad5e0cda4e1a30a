package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Posts events over HTTP, on a connection that is kept, each without waiting for the answer to the
 * one before. Used by one thread.
 */
final class PostPublisher implements Publisher {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream answers;
    private final String path;
    private final Thread reader = new Thread(this::read, "answers");
    private volatile @Nullable IOException failure;

    PostPublisher(int port, String path) throws IOException {
        this.path = path;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (true) {
                answer();
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void publish(byte[] event) throws IOException {
        byte[] head =
                ("POST "
                                + path
                                + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Content-Type: application/json\r\nContent-Length: "
                                + event.length
                                + "\r\n\r\n")
                        .getBytes(US_ASCII);
        byte[] request = new byte[head.length + event.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(event, 0, request, head.length, event.length);
        IOException refused = failure;
        if (refused != null) {
            throw refused;
        }
        socket.getOutputStream().write(request);
    }

    private void answer() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 20")) {
            throw new IOException("a publication was answered: " + status);
        }
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        if (answers.readNBytes(length).length < length) {
            throw new EOFException("the server hung up");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("the server hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
