package dev.astir.protocol.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what others on this machine could have planted, or could read or change, among the files
 * that a program trusts. A fault is told as one line that ends with its mend. The superuser is
 * trusted: nothing can be kept from it. Where the file system knows no owners and modes, nothing is
 * a fault. Immutable.
 */
public final class OwnedPaths {

    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    /** The bits of a mode. */
    private static final int PERMISSIONS = 07777;

    /** In a folder with it, such as {@code /tmp}, everybody can only replace what is their own. */
    private static final int STICKY = 01000;

    private static final int OTHERS = 077;
    private static final int OTHERS_WRITE = 022;

    private static final int SUPERUSER = 0;

    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final int uid;
    private final String user;

    private record Entry(Path path, int mode, int uid, String owner, int links) {

        boolean is(int type) {
            return (mode & TYPE) == type;
        }

        boolean allows(int permissions) {
            return (mode & permissions) != 0;
        }

        String octal() {
            return Integer.toOctalString(mode & PERMISSIONS);
        }
    }

    /** How far a path leads: to what is there, or to nothing, or into a fault. */
    private record Way(@Nullable Entry end, @Nullable String fault) {}

    OwnedPaths(int uid, String user) {
        this.uid = uid;
        this.user = user;
    }

    /**
     * As the user who runs this process.
     *
     * @throws IOException if that cannot be found out
     */
    public static OwnedPaths ofThisProcess() throws IOException {
        // What we make is ours; Java tells the user only by a name, which not everybody has.
        Path probe = Files.createTempFile("astir", ".owner");
        try {
            if (!knowsOwners(probe)) {
                return new OwnedPaths(SUPERUSER, "");
            }
            Entry own = entry(probe);
            return new OwnedPaths(own.uid(), own.owner());
        } finally {
            Files.delete(probe);
        }
    }

    /**
     * Takes from others the reading of a folder or plain file of this user that they cannot write
     * to: what {@code mkdir} or an editor made. What they could have changed, what is not ours, a
     * link, and what is not there, stay as they are.
     *
     * @throws IOException if it cannot be looked at or changed
     */
    public void closeToReaders(Path path) throws IOException {
        if (!knowsOwners(path) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Entry entry = entry(path);
        if ((entry.is(FOLDER) || entry.is(FILE))
                && entry.uid() == uid
                && entry.allows(OTHERS)
                && !entry.allows(OTHERS_WRITE)) {
            Set<PosixFilePermission> own = Files.getPosixFilePermissions(path);
            own.removeAll(PosixFilePermissions.fromString("---rwxrwx"));
            Files.setPosixFilePermissions(path, own);
        }
    }

    /**
     * What is wrong with a folder that only its user may enter: its owner, its mode, or that others
     * could put another in its place. Empty when nothing is, also when it is not there yet.
     *
     * @throws IOException if it cannot be looked at
     */
    public Optional<String> faultOfFolder(Path folder) throws IOException {
        if (!knowsOwners(folder)) {
            return Optional.empty();
        }
        Way way = follow(folder.toAbsolutePath());
        Entry end = way.end();
        if (end == null) {
            return Optional.ofNullable(way.fault());
        }
        if (!end.is(FOLDER)) {
            return fault("%s is no folder: choose another path", shown(folder));
        }
        if (end.uid() != uid) {
            return foreign(end, "or choose another folder");
        }
        if (end.allows(OTHERS)) {
            return fault(
                    "%s is open to others (mode %s): chmod 700 %s",
                    shown(folder), end.octal(), shown(folder));
        }
        return Optional.empty();
    }

    /**
     * What is wrong with a file that holds a secret: it must be a plain one with one name, which
     * its user alone can read. Empty when nothing is, also when it is not there.
     *
     * @throws IOException if it cannot be looked at
     */
    public Optional<String> faultOfSecret(Path file) throws IOException {
        if (!knowsOwners(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Entry entry = entry(file);
        if (!entry.is(FILE)) {
            return fault(
                    "%s is %s, and a secret must be a plain file: remove it, or put the file itself"
                            + " in its place",
                    shown(file), entry.is(LINK) ? "a symbolic link" : "no file");
        }
        if (entry.uid() != uid) {
            return foreign(entry, "or remove it");
        }
        if (entry.allows(OTHERS)) {
            return fault(
                    "%s is open to others (mode %s), who may have read or changed it: chmod 600 %s,"
                            + " or remove it",
                    shown(file), entry.octal(), shown(file));
        }
        if (entry.links() != 1) {
            return fault(
                    "%s has %d names (hard links), so it can be read and changed elsewhere: remove"
                            + " it, or put a copy in its place",
                    shown(file), entry.links());
        }
        return Optional.empty();
    }

    /**
     * What is wrong with the owner of something, or of what it links to. Empty when nothing is,
     * also when it is not there.
     *
     * @throws IOException if it cannot be looked at
     */
    public Optional<String> faultOfOwner(Path path) throws IOException {
        if (!knowsOwners(path)) {
            return Optional.empty();
        }
        Way way = follow(path.toAbsolutePath());
        Entry end = way.end();
        return end == null || trusts(end)
                ? Optional.ofNullable(way.fault())
                : foreign(end, "or remove it");
    }

    /**
     * What is wrong with anything in a folder: an owner, or that others can write to it. Links
     * within are followed. Empty when nothing is, also when the folder is not there.
     *
     * @throws IOException if it cannot be looked at
     */
    public Optional<String> faultWithin(Path folder) throws IOException {
        Optional<String> own = faultOfOwner(folder);
        if (own.isPresent() || !knowsOwners(folder) || !Files.exists(folder)) {
            return own;
        }
        Within visitor = new Within();
        Files.walkFileTree(folder.toRealPath(), visitor);
        return Optional.ofNullable(visitor.fault);
    }

    private final class Within extends SimpleFileVisitor<Path> {

        private @Nullable String fault;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            return visit(folder);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            return visit(file);
        }

        /** A file can be gone by now: a program that runs is at work here. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        private FileVisitResult visit(Path path) throws IOException {
            try {
                Entry entry = entry(path);
                if (entry.is(LINK)) {
                    fault = faultOfOwner(path).orElse(null);
                } else if (!trusts(entry)) {
                    fault = foreign(entry, "or remove it").orElse(null);
                } else if (entry.allows(OTHERS_WRITE)) {
                    fault =
                            "%s can be changed by others (mode %s): chmod go-w %s, or remove it"
                                    .formatted(shown(path), entry.octal(), shown(path));
                }
            } catch (NoSuchFileException e) {
                return FileVisitResult.CONTINUE;
            }
            return fault == null ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }
    }

    /**
     * Goes along a path as the system does, link by link, and looks at each folder on the way:
     * whoever can write to one can put something else in place of what is in it.
     */
    private Way follow(Path path) throws IOException {
        Path root = Objects.requireNonNull(path.getRoot());
        Entry here = entry(root);
        if (here.allows(OTHERS_WRITE) && !here.allows(STICKY)) {
            return replaceable(path, here);
        }
        Deque<Path> left = new ArrayDeque<>();
        path.forEach(left::add);
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop().toString();
            if (name.equals("..")) {
                here = entry(Objects.requireNonNullElse(here.path().getParent(), root));
                continue;
            }
            Entry next;
            try {
                next = name.isEmpty() || name.equals(".") ? here : entry(here.path().resolve(name));
            } catch (NoSuchFileException e) {
                return new Way(null, null);
            }
            if (next.is(LINK)) {
                if (!trusts(next)) {
                    return new Way(
                            null,
                            "%s leads through the link %s, which belongs to %s: remove the link, or"
                                            .formatted(shown(path), shown(next.path()), name(next))
                                    + " name the folder itself");
                }
                if (++links > MAX_LINKS) {
                    throw new FileSystemLoopException(path.toString());
                }
                Path target = Files.readSymbolicLink(next.path());
                if (target.isAbsolute()) {
                    here = entry(root);
                }
                for (int i = target.getNameCount() - 1; i >= 0; i--) {
                    left.push(target.getName(i));
                }
                continue;
            }
            if (!left.isEmpty()
                    && (!trusts(next) || (next.allows(OTHERS_WRITE) && !next.allows(STICKY)))) {
                return replaceable(path, next);
            }
            here = next;
        }
        return new Way(here, null);
    }

    private Way replaceable(Path path, Entry folder) {
        String text =
                trusts(folder)
                        ? "others can replace %s, because %s is open to their writing (mode %s):"
                                + " chmod go-w %s, or choose another path"
                        : "others can replace %s, because %s belongs to %s: chown %s %s, or choose"
                                + " another path";
        return new Way(
                null,
                trusts(folder)
                        ? text.formatted(
                                shown(path),
                                shown(folder.path()),
                                folder.octal(),
                                shown(folder.path()))
                        : text.formatted(
                                shown(path),
                                shown(folder.path()),
                                name(folder),
                                user,
                                shown(folder.path())));
    }

    private boolean trusts(Entry entry) {
        return entry.uid() == uid || entry.uid() == SUPERUSER;
    }

    private Optional<String> foreign(Entry entry, String otherwise) {
        return fault(
                "%s belongs to %s, while this runs as \"%s\": run it as its owner, or chown %s %s if"
                        + " you know what is in it, %s",
                shown(entry.path()), name(entry), user, user, shown(entry.path()), otherwise);
    }

    private static Optional<String> fault(String text, Object... values) {
        return Optional.of(text.formatted(values));
    }

    private static String name(Entry entry) {
        return "\"" + entry.owner() + "\"";
    }

    /** In one line, and nothing that a terminal would take for more than text. */
    private static String shown(Path path) {
        return path.toString().replaceAll("\\p{C}", "?");
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static Entry entry(Path path) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(path, "unix:mode,uid,owner,nlink", LinkOption.NOFOLLOW_LINKS);
        return new Entry(
                path,
                (int) value(attributes, "mode"),
                (int) value(attributes, "uid"),
                ((UserPrincipal) value(attributes, "owner")).getName(),
                (int) value(attributes, "nlink"));
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }
}
