package dev.astir.tracker.servlet;

/** A servlet container with one application, on a free port of the loopback. */
interface ServletContainer extends AutoCloseable {
    int port();

    /** Whether {@link #close} has begun. */
    boolean isStopping();

    /** Stops as in production: requests in flight are answered, and then the application ends. */
    @Override
    void close() throws Exception;
}
