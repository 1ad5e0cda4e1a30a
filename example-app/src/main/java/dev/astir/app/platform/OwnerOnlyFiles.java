package dev.astir.app.platform;

import dev.astir.protocol.files.OwnedPaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Files and folders that their owner alone can read, where the file system knows owners; elsewhere
 * they have the rights of their folder. What is there already is used only if nobody else can have
 * put it there; links to files are not followed. Thread-safe.
 */
public final class OwnerOnlyFiles {

    /** Far above any secret: somebody's large file in its place is not read whole. */
    private static final int MAX_SECRET_BYTES = 4096;

    private OwnerOnlyFiles() {}

    /**
     * Creates the folder where it is missing; closes one of ours to those who could only read it.
     *
     * @throws SettingsException when others can change or replace it, with the mend
     */
    public static void createFolder(Path folder) throws IOException {
        OwnedPaths.ofThisProcess().closeToReaders(folder);
        requireSafe(folder); // before, so that nothing is made where others can replace it
        Files.createDirectories(folder, rights(folder, "rwx------"));
        requireSafe(folder);
    }

    private static void requireSafe(Path folder) throws IOException {
        refuse(OwnedPaths.ofThisProcess().faultOfFolder(folder));
    }

    /**
     * The text of a secret's file.
     *
     * @throws SettingsException when it is no plain file that its owner alone can read, with the
     *     mend
     */
    static String readSecret(Path file) throws IOException {
        refuse(OwnedPaths.ofThisProcess().faultOfSecret(file));
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MAX_SECRET_BYTES), StandardCharsets.UTF_8).strip();
        }
    }

    /**
     * Looks at the owners of what is in {@code ASTIR_HOME}: others may have put it there while the
     * folder was open to them.
     *
     * @throws SettingsException when something is not ours, with the mend
     */
    static void requireOwn(Path folder) throws IOException {
        OwnedPaths own = OwnedPaths.ofThisProcess();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                refuse(own.faultOfOwner(entry));
            }
        }
    }

    /**
     * Looks at all that is in a folder of programs, before one is run.
     *
     * @throws SettingsException when others can have changed one, with the mend
     */
    static void requireOwnPrograms(Path folder) throws IOException {
        refuse(OwnedPaths.ofThisProcess().faultWithin(folder));
    }

    private static void refuse(Optional<String> fault) {
        if (fault.isPresent()) {
            throw new SettingsException("ASTIR_HOME is not safe: " + fault.get());
        }
    }

    /** Opens a file for reading and writing, and creates it where it is missing. */
    static FileChannel open(Path file) throws IOException {
        Set<OpenOption> options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options, rights(file, "rw-------"));
    }

    /** Writes the file anew: beside it and moved, so that a crash leaves no half file. */
    public static void write(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        rights(fresh, "rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where the file system knows them. */
    static FileAttribute<?>[] rights(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
