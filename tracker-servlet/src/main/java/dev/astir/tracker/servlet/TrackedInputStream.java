package dev.astir.tracker.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Hands on a body as it is read, blocking or not, and keeps the beginning. What is not overridden
 * here, such as {@code skip} and {@code transferTo}, reads by what is. As safe for use by several
 * threads as the stream that it hands on.
 */
final class TrackedInputStream extends ServletInputStream {
    private static final int COPIED_AT_ONCE = 8 * 1024;

    private final ServletInputStream body;
    private final BodyPrefix prefix;

    TrackedInputStream(ServletInputStream body, BodyPrefix prefix) {
        this.body = body;
        this.prefix = prefix;
    }

    @Override
    public int read() throws IOException {
        int read = body.read();
        if (read >= 0) {
            prefix.add(read);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = body.read(buffer, offset, length);
        if (read > 0) {
            prefix.add(buffer, offset, read);
        }
        return read;
    }

    /**
     * Overrides the method that Servlet 6.1 adds, whose own form refuses to block in Tomcat. As
     * specified, moves the buffer's limit to the end of what was read, and leaves its position.
     */
    @SuppressWarnings("MissingOverride") // not there in the version that this is compiled against
    public int read(ByteBuffer buffer) throws IOException {
        int remaining = buffer.remaining();
        if (remaining == 0) {
            return 0;
        }
        int read;
        if (buffer.hasArray()) {
            read = read(buffer.array(), buffer.arrayOffset() + buffer.position(), remaining);
        } else {
            byte[] copied = new byte[Math.min(remaining, COPIED_AT_ONCE)];
            read = read(copied, 0, copied.length);
            if (read > 0) {
                buffer.duplicate().put(copied, 0, read);
            }
        }
        if (read > 0) {
            buffer.limit(buffer.position() + read);
        }
        return read;
    }

    @Override
    public int readLine(byte[] buffer, int offset, int length) throws IOException {
        int read = body.readLine(buffer, offset, length);
        if (read > 0) {
            prefix.add(buffer, offset, read);
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public boolean markSupported() {
        return body.markSupported();
    }

    // Not synchronized as those of the super class: that is for the stream that is handed on.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void mark(int readLimit) {
        body.mark(readLimit);
        prefix.mark();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void reset() throws IOException {
        body.reset();
        prefix.reset();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
