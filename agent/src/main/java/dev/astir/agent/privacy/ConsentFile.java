package dev.astir.agent.privacy;

import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the consent in a file: one line with the policy that was agreed to, and perhaps a second
 * with the one that waits. Replaced as a whole, so that a crash leaves either the old or the new.
 *
 * <p>Immutable; one process writes.
 */
public final class ConsentFile {

    private final Path file;
    private final MessageCodec codec = MessageCodec.json();

    /** The file, which need not be there yet. */
    public ConsentFile(Path file) {
        this.file = file;
    }

    /**
     * What the person agreed to; empty before enrolment.
     *
     * @throws UncheckedIOException if the file cannot be read, or is not such a file
     */
    public Optional<Consent> read() {
        try {
            List<String> lines = PrivateFiles.readText(file).lines().toList();
            Policy agreed = policy(lines.isEmpty() ? "" : lines.get(0));
            @Nullable Policy pending = lines.size() > 1 ? policy(lines.get(1)) : null;
            return Optional.of(new Consent(agreed, pending));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (InvalidMessageException e) {
            throw new UncheckedIOException(
                    new IOException(file + " is damaged; enrol this device again", e));
        }
    }

    /**
     * Replaces the file.
     *
     * @throws UncheckedIOException if that fails
     */
    public void write(Consent consent) {
        StringBuilder text = new StringBuilder(line(consent.agreed(), true));
        Policy pending = consent.pending();
        if (pending != null) {
            text.append(line(pending, false));
        }
        try {
            PrivateFiles.replace(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private String line(Policy policy, boolean acknowledged) {
        return codec.encodeText(new PolicyMessage(policy, acknowledged)) + "\n";
    }

    private Policy policy(String line) {
        if (codec.decodeServerMessage(line) instanceof PolicyMessage message) {
            return message.policy();
        }
        throw new InvalidMessageException("type", line, "policy");
    }
}
