package dev.astir.agent.journal;

import dev.astir.agent.privacy.PrivateFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A number in a file, replaced as a whole. Unreadable counts as 0: what is lost with it is only
 * that something is sent twice, which is harmless.
 */
record NumberFile(Path path) {

    long read() throws IOException {
        try {
            return Math.max(0, Long.parseLong(PrivateFiles.readText(path).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    void write(long number) throws IOException {
        PrivateFiles.replace(path, Long.toString(number));
    }
}
