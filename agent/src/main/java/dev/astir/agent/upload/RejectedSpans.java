package dev.astir.agent.upload;

import dev.astir.agent.privacy.PrivateFiles;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Span;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spans that the server will never take, set aside with its reason: a line each, the problem, a tab
 * and the span's JSON. Above {@value #MAX_BYTES} bytes no more are kept, only logged.
 *
 * <p>Thread-safe.
 */
public final class RejectedSpans {

    private static final Logger log = LoggerFactory.getLogger(RejectedSpans.class);

    private static final long MAX_BYTES = 1 << 20;

    private final Path file;

    /** Sets aside in this file, which need not be there yet. */
    public RejectedSpans(Path file) {
        this.file = file;
    }

    synchronized void add(Span span, String problem) {
        log.warn("The server rejected span {}: {}", span.id(), problem);
        String line =
                problem.replaceAll("\\p{Cntrl}+", " ")
                        + "\t"
                        + new String(MessageCodec.json().encode(span), StandardCharsets.UTF_8)
                        + "\n";
        try (FileChannel channel = PrivateFiles.openForWriting(file)) {
            if (channel.size() < MAX_BYTES) {
                channel.position(channel.size());
                PrivateFiles.write(channel, line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            log.warn("Rejected span {} could not be set aside", span.id(), e);
        }
    }

    /** How many spans were set aside. */
    public long count() throws IOException {
        try {
            return PrivateFiles.readText(file).lines().count();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
