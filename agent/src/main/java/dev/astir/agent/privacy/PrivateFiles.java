package dev.astir.agent.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The one place in which the agent makes files and directories: only their owner can read them,
 * mode 0600, directories 0700, from the moment they exist. Links to files are not followed: what
 * the agent keeps is where it put it. Where the file system knows no modes, its defaults hold.
 * Stateless.
 */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** Makes a directory and its parents, where they are not there yet. */
    public static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, attributes("rwx------"));
    }

    /** Opens a file for reading and writing, and makes it if needed. */
    public static FileChannel openForWriting(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE);
    }

    private static FileChannel open(Path file, OpenOption creation) throws IOException {
        Set<OpenOption> options =
                Set.of(
                        creation,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options, attributes("rw-------"));
    }

    /**
     * Reads a file as a whole.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    public static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    /**
     * Reads a file as text, bytes that are none as replacement characters.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    public static String readText(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    /**
     * Replaces a file as a whole, on the disk when it returns: a crash leaves the old or the new.
     */
    public static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = open(fresh, StandardOpenOption.CREATE_NEW)) {
            write(channel, text.getBytes(StandardCharsets.UTF_8));
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes all of it, from the channel's position on. */
    public static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static FileAttribute<?>[] attributes(String mode) {
        if (!POSIX) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private PrivateFiles() {}
}
