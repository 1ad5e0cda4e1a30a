package dev.astir.tracker.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body as a filter in front may hand it on: decoded by it, or kept by it to be read again. */
final class TestInput extends ServletInputStream {
    private final InputStream body;

    TestInput(InputStream body) {
        this.body = body;
    }

    TestInput(byte[] body) {
        this(new ByteArrayInputStream(body));
    }

    @Override
    public int read() throws IOException {
        return body.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return body.read(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean markSupported() {
        return body.markSupported();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void mark(int readLimit) {
        body.mark(readLimit);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void reset() throws IOException {
        body.reset();
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException();
    }
}
