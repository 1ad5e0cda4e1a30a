package dev.astir.benchmarks.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * A connection to a server of ours, whose lines are events, which the server publishes by itself,
 * or questions. Used by one thread.
 */
final class ControlConnection implements Publisher {
    /** Asks for the memory in use after a garbage collection: heap and direct bytes. */
    static final String MEMORY = "memory";

    private final Socket socket;
    private final BufferedReader answers;

    ControlConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    @Override
    public void publish(byte[] event) throws IOException {
        byte[] line = Arrays.copyOf(event, event.length + 1);
        line[event.length] = '\n';
        socket.getOutputStream().write(line);
    }

    /** Asks a question, and waits for its answer, which is one line. */
    String ask(String question) throws IOException {
        publish(question.getBytes(US_ASCII));
        return answer();
    }

    /** Waits for a line. */
    String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new EOFException("the server hung up");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
