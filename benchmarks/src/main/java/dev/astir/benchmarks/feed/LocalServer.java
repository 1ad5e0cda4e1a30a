package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.ProcessTree;
import java.io.IOException;
import java.util.List;

/** A server of ours: tells its ports, and takes events on the second one. */
final class LocalServer implements FeedServer {
    private final LocalProcess process;
    private final List<Integer> ports;

    LocalServer(LocalProcess process) throws IOException {
        this.process = process;
        try {
            ports = process.ports();
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    @Override
    public int port() {
        return ports.get(0);
    }

    /** Opens a connection for events and questions. */
    ControlConnection control() throws IOException {
        return new ControlConnection(ports.get(1));
    }

    @Override
    public Publisher publisher() throws IOException {
        return control();
    }

    @Override
    public ProcessTree processes() {
        return process.tree();
    }

    LocalProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
