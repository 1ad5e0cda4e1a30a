package dev.astir.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the class path that the server gives away: {@code dashboard/}, and of {@code
 * META-INF/resources/} just {@code astir/} (the feed element) and {@code _static/} (what mvnpm
 * packages). Thread-safe.
 */
final class ClassPathFiles {

    /** No empty segment, none that begins with a dot, nothing encoded; an extension at the end. */
    private static final Pattern FILE =
            Pattern.compile("(?!/api/)(/[A-Za-z0-9_@-][A-Za-z0-9_@.-]*)+\\.[A-Za-z0-9]+");

    /** No file's name is longer; what is could exhaust the stack of the pattern above. */
    private static final int LONGEST_PATH = 512;

    private static final ClassLoader CLASS_PATH = ClassPathFiles.class.getClassLoader();

    private ClassPathFiles() {}

    /** The content of the file at this address, or null if there is none to give away. */
    static byte @Nullable [] read(String path) {
        String name = name(path);
        try (InputStream stream = name == null ? null : CLASS_PATH.getResourceAsStream(name)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a file to give away at this address. */
    static boolean has(String path) {
        String name = name(path);
        return name != null && CLASS_PATH.getResource(name) != null;
    }

    private static @Nullable String name(String path) {
        if (path.length() > LONGEST_PATH || !FILE.matcher(path).matches()) {
            return null;
        }
        boolean isOfLibrary = path.startsWith("/_static/") || path.startsWith("/astir/");
        return (isOfLibrary ? "META-INF/resources" : "dashboard") + path;
    }
}
