package dev.astir.stream.jakarta;

import jakarta.servlet.ServletContext;
import java.util.function.Consumer;

/** A servlet container with one application, on a free port of the loopback. */
public interface ServletContainer extends AutoCloseable {
    int port();

    /** Stops the application, then the server. */
    @Override
    void close() throws Exception;

    /** Starts one with an application that is set up by this. */
    interface Start {
        ServletContainer start(Consumer<ServletContext> application) throws Exception;
    }
}
