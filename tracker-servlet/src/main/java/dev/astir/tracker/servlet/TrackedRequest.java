package dev.astir.tracker.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request of which the beginning of the body is kept as the application reads it. As safe for use
 * by several threads as the request that it wraps.
 */
final class TrackedRequest extends HttpServletRequestWrapper {
    private final BodyPrefix prefix;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    TrackedRequest(HttpServletRequest request, BodyPrefix prefix) {
        super(request);
        this.prefix = prefix;
        request.setAttribute(BodyPrefix.ATTRIBUTE, prefix);
    }

    /** Keeps what has arrived of a body that the application has not asked for. */
    void keepUnread() throws IOException {
        if (stream == null && reader == null) {
            prefix.addAvailable(super.getInputStream());
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (reader != null) {
            throw new IllegalStateException("getReader() has been called for this request");
        }
        if (stream == null) {
            stream = new TrackedInputStream(super.getInputStream(), prefix);
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (stream != null) {
            throw new IllegalStateException("getInputStream() has been called for this request");
        }
        if (reader == null) {
            String encoding = getCharacterEncoding();
            // The specification's default for a request that does not name its encoding.
            String charset = encoding == null ? StandardCharsets.ISO_8859_1.name() : encoding;
            reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    new TrackedInputStream(super.getInputStream(), prefix),
                                    charset));
        }
        return reader;
    }
}
