package dev.astir.stream.jakarta;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the connection of a request where Undertow is the container. The others cut a response
 * whose servlet fails; Undertow alone ends it well, and knows no other way in terms of servlets.
 * Found by name, because the library does not need Undertow. Stateless.
 */
final class UndertowConnection {
    private static final Logger LOG = LoggerFactory.getLogger(UndertowConnection.class);

    private UndertowConnection() {}

    /** Closes it; returns whether this is Undertow. */
    static boolean close(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        if (!own.getClass().getName().startsWith("io.undertow.")) {
            return false;
        }
        try {
            Object exchange = own.getClass().getMethod("getExchange").invoke(own);
            Object connection = exchange.getClass().getMethod("getConnection").invoke(exchange);
            ((Closeable) connection).close();
            return true;
        } catch (ReflectiveOperationException | IOException | ClassCastException e) {
            LOG.warn("a connection of Undertow cannot be closed", e);
            return false;
        }
    }
}
