package dev.astir.tracker.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request of which the beginning of the body is kept as the application reads it. What the
 * container does stays: it decodes the text, and it says which of stream and reader can be used. As
 * safe for use by several threads as the request that it wraps.
 */
final class TrackedRequest extends HttpServletRequestWrapper {
    /** The attribute which this has itself, so that a request may pass through several filters. */
    static final String PREFIX = BodyPrefix.class.getName();

    private final BodyPrefix prefix;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    TrackedRequest(HttpServletRequest request, BodyPrefix prefix) {
        super(request);
        this.prefix = prefix;
    }

    /** Whether reading the body of a request adds to a prefix. */
    static boolean adds(ServletRequest request, BodyPrefix prefix) {
        ServletRequest next = request;
        while (next instanceof ServletRequestWrapper wrapper) {
            if (next instanceof TrackedRequest tracked && tracked.prefix == prefix) {
                return true;
            }
            next = wrapper.getRequest();
        }
        return false;
    }

    /**
     * Keeps what has arrived of a body that the application has not asked for. Not of a chunked
     * one, of which a container may count the frames as available, so that reading would wait; nor
     * of one that a client sends only when it is asked to.
     */
    void keepUnread() throws IOException {
        if (stream == null
                && reader == null
                && getHeader("Transfer-Encoding") == null
                && getHeader("Expect") == null) {
            prefix.addAvailable(super.getInputStream());
        }
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return PREFIX.equals(name) ? prefix : super.getAttribute(name);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream body = super.getInputStream();
        if (stream == null) {
            stream = new TrackedInputStream(body, prefix);
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        BufferedReader body = super.getReader();
        if (reader == null) {
            reader = new BufferedReader(new TrackedReader(body, prefix));
        }
        return reader;
    }
}
