package dev.astir.tracker.servlet;

import java.io.IOException;
import java.io.Reader;

/**
 * Hands on the text that the container decodes, and keeps the beginning. As safe for use by several
 * threads as the reader that it hands on.
 */
final class TrackedReader extends Reader {
    private final Reader body;
    private final BodyPrefix prefix;

    TrackedReader(Reader body, BodyPrefix prefix) {
        this.body = body;
        this.prefix = prefix;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = body.read(buffer, offset, length);
        if (read > 0) {
            prefix.add(buffer, offset, read);
        }
        return read;
    }

    @Override
    public boolean ready() throws IOException {
        return body.ready();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
