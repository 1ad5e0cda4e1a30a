package dev.astir.stream.micronaut;

import dev.astir.stream.rest.RestAnswer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a download writes, for a server that wants to read: some of it at a time. A download that
 * fails ends with an exception, so that half a file does not pass for a whole one.
 */
final class WrittenInput extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(WrittenInput.class);
    private static final int BUFFER = 64 << 10;

    private volatile @Nullable Exception failure;

    /**
     * @param executor runs the writing, which blocks while nobody reads
     */
    WrittenInput(RestAnswer.Content content, Executor executor) throws IOException {
        super(new PipedInputStream(BUFFER));
        PipedOutputStream out = new PipedOutputStream((PipedInputStream) in);
        executor.execute(() -> write(content, out));
    }

    private void write(RestAnswer.Content content, PipedOutputStream out) {
        try (out) {
            try {
                content.writeTo(out);
            } catch (IOException | RuntimeException e) {
                LOG.debug("a download came to no end", e);
                // Before the pipe ends, so that its reader cannot miss it.
                failure = e;
            }
        } catch (IOException e) {
            LOG.debug("a download's reader is gone", e);
        }
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return checked(super.read(bytes, offset, length));
    }

    private int checked(int read) throws IOException {
        Exception cause = failure;
        if (read < 0 && cause != null) {
            throw new IOException("the file could not be written to its end", cause);
        }
        return read;
    }
}
