package dev.astir.stream.feed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer in chunks of HTTP/1.1; one that ends before its last chunk is an error. */
final class ChunkedInput extends InputStream {
    private final PausingClient client;
    private int left;
    private boolean isEnded;

    ChunkedInput(PausingClient client) {
        this.client = client;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && !isEnded) {
            left = Integer.parseInt(client.line(), 16);
            isEnded = left == 0;
        }
        if (isEnded) {
            return -1;
        }
        int count = client.input.read(bytes, offset, Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection ended inside a chunk");
        }
        left -= count;
        if (left == 0) {
            client.line();
        }
        return count;
    }
}
