package dev.astir.app.web;

import dev.astir.app.platform.OpaqueTokens;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard's files and the libraries that it uses, all from the class path: {@code
 * dashboard/}, and of {@code META-INF/resources/} just {@code astir/} (the feed element) and {@code
 * _static/} (what mvnpm packages). A file is read once. Safe for use by several threads.
 */
@Singleton
class StaticFiles {

    static final String INDEX = "/index.html";

    /** Its path has the version, so what is there never changes. */
    static final String VERSIONED = "/_static/";

    private static final String ELEMENTS = "/astir/";

    /** No empty segment, no segment that begins with a dot, and an extension at the end. */
    private static final Pattern FILE =
            Pattern.compile("(/[A-Za-z0-9_@-][A-Za-z0-9_@.-]*)*\\.[A-Za-z0-9]+");

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();
    private final Optional<StaticFile> index;
    private final String contentSecurityPolicy;

    StaticFiles() {
        this.index = find(INDEX);
        this.contentSecurityPolicy = policy(index);
    }

    Optional<StaticFile> find(String path) {
        if (!FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        StaticFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        byte[] content = read(path);
        if (content == null) {
            return Optional.empty();
        }
        StaticFile file = StaticFile.of(path, content);
        files.put(path, file);
        return Optional.of(file);
    }

    /** The page of every route of the dashboard; empty when the dashboard is not there. */
    Optional<StaticFile> index() {
        return index;
    }

    /** For pages: nothing from elsewhere, and no inline script but the import map. */
    String contentSecurityPolicy() {
        return contentSecurityPolicy;
    }

    private static byte @Nullable [] read(String path) {
        String resource =
                path.startsWith(VERSIONED) || path.startsWith(ELEMENTS)
                        ? "META-INF/resources" + path
                        : "dashboard" + path;
        try (InputStream stream =
                StaticFiles.class.getClassLoader().getResourceAsStream(resource)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String policy(Optional<StaticFile> index) {
        StringBuilder scripts = new StringBuilder("'self'");
        index.ifPresent(page -> {
            Matcher matcher =
                    IMPORT_MAP.matcher(new String(page.content(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                byte[] hash =
                        OpaqueTokens.sha256(matcher.group(1).getBytes(StandardCharsets.UTF_8));
                scripts.append(" 'sha256-")
                        .append(Base64.getEncoder().encodeToString(hash))
                        .append('\'');
            }
        });
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src " + scripts,
                "style-src 'self'",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
