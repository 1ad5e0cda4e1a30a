package dev.astir.tracker.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Hands on a body as it is read, blocking or not, and keeps the beginning. */
final class TrackedInputStream extends ServletInputStream {
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
            prefix.add(new byte[] {(byte) read}, 0, 1);
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
    public void close() throws IOException {
        body.close();
    }
}
