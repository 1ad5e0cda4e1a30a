package dev.astir.tracker.servlet;

import dev.astir.tracker.http.JsonField;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of which the beginning of the body is kept as the application reads it. What the
 * container does stays: it decodes the text, and it says which of stream and reader can be used. As
 * safe for use by several threads as the request that it wraps.
 */
final class TrackedRequest extends HttpServletRequestWrapper {
    private final BodyPrefix prefix;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    TrackedRequest(HttpServletRequest request, BodyPrefix prefix) {
        super(request);
        this.prefix = prefix;
    }

    /** Whether reading the body of a request adds to a prefix. */
    static boolean adds(ServletRequest request, BodyPrefix prefix) {
        return within(request, prefix) != null;
    }

    /** A field of the body, as far as the filter that is asked, the innermost, has kept it. */
    static Optional<String> find(ServletRequest request, JsonField field) {
        TrackedRequest tracked = within(request, null);
        return tracked == null ? Optional.empty() : tracked.prefix.find(field);
    }

    /** The outermost wrapper of a prefix, or of any, around what the container has made. */
    private static @Nullable TrackedRequest within(
            ServletRequest request, @Nullable BodyPrefix prefix) {
        ServletRequest next = request;
        while (next instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof TrackedRequest tracked
                    && (prefix == null || tracked.prefix == prefix)) {
                return tracked;
            }
            next = wrapper.getRequest();
        }
        return null;
    }

    /** Whether the application has not asked for the body. */
    boolean isUnread() {
        return stream == null && reader == null;
    }

    /**
     * Keeps what has arrived of a body that is unread. Not of one of unknown length, or encoded, of
     * which more may be said to be available than has arrived, so that reading would wait; nor of
     * one that a client sends only when it is asked to.
     */
    void keepUnread() throws IOException {
        if (getContentLengthLong() >= 0
                && getHeader("Content-Encoding") == null
                && getHeader("Expect") == null) {
            prefix.addAvailable(super.getInputStream());
        }
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
            reader = new TrackedReader(body, prefix);
        }
        return reader;
    }
}
