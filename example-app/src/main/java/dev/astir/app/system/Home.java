package dev.astir.app.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code ASTIR_HOME}, held by one living app at a time. The lock is the operating
 * system's, so it ends with the process however that dies: who gets it knows that a database still
 * running here is an orphan. Safe for use by several threads.
 */
final class Home implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Home(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Creates the folder (readable by its owner alone) where it is missing, and takes it.
     *
     * @throws SettingsException when it cannot be written, or a living app holds it
     */
    static Home take(Path folder) {
        try {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
            Path file = folder.resolve("lock");
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
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

    /** The secret of this name, made on first use: 32 random bytes, in a file of mode 0600. */
    String secret(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            // Written beside and moved, so that a crash leaves no half secret.
            Path fresh = folder.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly(folder, "rw-------"));
            Files.writeString(fresh, secret);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return secret;
        } catch (IOException e) {
            throw new SettingsException(
                    "ASTIR_HOME: the secret in %s cannot be read or made (%s)"
                            .formatted(file, e.getMessage()));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
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
