package dev.astir.app.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code ASTIR_HOME}, held by one living app at a time. The lock is the operating
 * system's, so it ends with the process however that dies: who gets it knows that a database still
 * running here is an orphan. Safe for use by several threads.
 */
final class Home implements AutoCloseable {

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Home(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Creates the folder (readable by its owner alone) where it is missing, and takes it. One that
     * others could only read is closed to them.
     *
     * @throws SettingsException when it cannot be written, others can change or replace it or put
     *     something into it, or a living app holds it
     */
    static Home take(Path folder) {
        try {
            OwnerOnlyFiles.createFolder(folder);
            OwnerOnlyFiles.requireOwn(folder);
            Path file = folder.resolve("lock");
            FileChannel channel = OwnerOnlyFiles.open(file);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = Files.readString(file).strip();
                channel.close();
                throw new SettingsException(
                        ("ASTIR_HOME is \"%s\", which another running Astir uses (process %s); stop"
                                        + " that one, or choose another folder")
                                .formatted(folder, holder));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)));
            return new Home(folder, channel, lock);
        } catch (IOException e) {
            throw SettingsException.of(
                    "ASTIR_HOME",
                    folder.toString(),
                    "a folder that can be written (" + e.getMessage() + ")");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this same process
        }
    }

    Path folder() {
        return folder;
    }

    /**
     * The secret of this name, made on first use: 32 random bytes, in a file of mode 0600.
     *
     * @param lost what to do when it is lost, for the message
     * @throws SettingsException when others can know it, or it is too short to be one
     */
    String secret(String name, String lost) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                String secret = OpaqueTokens.generate("");
                OwnerOnlyFiles.write(file, secret);
                return secret;
            }
            String secret = OwnerOnlyFiles.readSecret(file);
            int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < Settings.MIN_SECRET_BYTES) {
                throw new SettingsException(
                        "ASTIR_HOME is not safe: the secret in %s has %d bytes, and less than %d can be guessed: %s"
                                .formatted(file, bytes, Settings.MIN_SECRET_BYTES, lost));
            }
            return secret;
        } catch (IOException e) {
            throw new SettingsException(
                    "ASTIR_HOME: the secret in %s cannot be read or made (%s)"
                            .formatted(file, e.getMessage()));
        }
    }

    @Override
    public void close() {
        try (lockFile) {
            lock.release();
        } catch (IOException e) {
            // the operating system releases it with the process
        }
    }
}
