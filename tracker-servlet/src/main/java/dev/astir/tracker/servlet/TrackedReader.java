package dev.astir.tracker.servlet;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the text that the container decodes, and keeps the beginning. Buffers nothing, so that
 * somebody who goes on with the container's own reader misses nothing. What is not overridden here
 * reads by what is. As safe for use by several threads as the reader that it hands on.
 */
final class TrackedReader extends BufferedReader {
    private static final int SKIPPED_AT_ONCE = 8 * 1024;

    private final BufferedReader body;
    private final BodyPrefix prefix;

    TrackedReader(BufferedReader body, BodyPrefix prefix) {
        super(body, 1); // the buffer of the super class is not used
        this.body = body;
        this.prefix = prefix;
    }

    @Override
    public int read() throws IOException {
        int read = body.read();
        if (read >= 0) {
            prefix.addCharacter((char) read);
        }
        return read;
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
    public @Nullable String readLine() throws IOException {
        String line = body.readLine();
        if (line != null) {
            prefix.addLine(line);
        }
        return line;
    }

    @Override
    public long skip(long count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative, but is " + count);
        }
        char[] skipped = new char[(int) Math.min(count, SKIPPED_AT_ONCE)];
        long left = count;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = read(skipped, 0, (int) Math.min(left, skipped.length));
            left -= Math.max(0, read);
        }
        return count - left;
    }

    @Override
    public boolean ready() throws IOException {
        return body.ready();
    }

    @Override
    public boolean markSupported() {
        return body.markSupported();
    }

    @Override
    public void mark(int readAheadLimit) throws IOException {
        body.mark(readAheadLimit);
        prefix.markText();
    }

    @Override
    public void reset() throws IOException {
        body.reset();
        prefix.resetText();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
