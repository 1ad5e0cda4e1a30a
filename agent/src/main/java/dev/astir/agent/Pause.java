package dev.astir.agent;

import dev.astir.agent.privacy.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The person's pause, in a file, so that it also holds over a restart. Immutable.
 *
 * @param file has the end of the pause, and is not there without one
 */
record Pause(Path file) {

    /** A pause without an end. */
    static final Instant UNTIL_RESUMED = Instant.parse("9999-12-31T00:00:00Z");

    /** Whether nothing may be captured now. A file that cannot be read counts as a pause. */
    boolean isOn(Instant now) {
        return now.isBefore(until());
    }

    /** The end of the pause; in the past if there is none. */
    Instant until() {
        if (!Files.exists(file)) {
            return Instant.EPOCH;
        }
        try {
            return Instant.parse(PrivateFiles.readText(file).strip());
        } catch (NoSuchFileException e) {
            return Instant.EPOCH;
        } catch (IOException | DateTimeException e) {
            return UNTIL_RESUMED;
        }
    }

    void start(Instant until) throws IOException {
        PrivateFiles.replace(file, until + "\n");
    }

    void end() throws IOException {
        Files.deleteIfExists(file);
    }
}
