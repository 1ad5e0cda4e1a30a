package dev.astir.tracker.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands in front of the tracking filter, and remembers what an application throws. */
final class Witness implements Filter {
    private final BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Throwable t) {
            thrown.add(t);
            throw t;
        }
    }

    void forget() {
        thrown.clear();
    }

    Throwable nextThrown() throws InterruptedException {
        Throwable next = thrown.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was thrown");
        }
        return next;
    }
}
