package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.platform.OpaqueTokens;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard from the class path: {@code dashboard/}, and of {@code META-INF/resources/}
 * just {@code astir/} (the feed element) and {@code _static/} (what mvnpm packages). Its files are
 * for everybody, since what they show comes from the API, so neither routes nor security are asked;
 * and it is a filter, so unknown addresses and wrong methods of the API keep their own answers. A
 * file is read once. Thread-safe.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StaticFiles implements Ordered {

    private static final String INDEX = "/index.html";

    /** No empty segment, none that begins with a dot, nothing encoded; an extension at the end. */
    private static final Pattern FILE =
            Pattern.compile("(?!/api/)(/[A-Za-z0-9_@-][A-Za-z0-9_@.-]*)+\\.[A-Za-z0-9]+");

    /** No file's name is longer; what is could exhaust the stack of the pattern above. */
    private static final int LONGEST_PATH = 512;

    /** Routes of the dashboard, such as /now, which exist in the browser alone. */
    private static final Pattern PAGE =
            Pattern.compile("/(?!(api|health|metrics|download|_static|astir)(/|$))[^.]*");

    private static final Pattern FROM_LIBRARIES = Pattern.compile("/(_static|astir)/.*");

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    /** Nothing from elsewhere, and no inline script but the import map. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self'"
                    + " data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri"
                    + " 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    private record StaticFile(
            byte[] content, MediaType type, String etag, Map<CharSequence, CharSequence> headers) {}

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    @Nullable HttpResponse<?> serve(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            return null;
        }
        StaticFile file = find(isPage(request) ? INDEX : request.getPath());
        if (file == null) {
            return null;
        }
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        MutableHttpResponse<?> response =
                known != null && known.contains(file.etag)
                        ? HttpResponse.notModified()
                        : HttpResponse.ok(file.content).contentType(file.type);
        return response.headers(file.headers);
    }

    private static boolean isPage(HttpRequest<?> request) {
        return request.getPath().equals("/")
                || (PAGE.matcher(request.getPath()).matches()
                        && request.accept().contains(MediaType.TEXT_HTML_TYPE));
    }

    private @Nullable StaticFile find(String path) {
        if (path.length() > LONGEST_PATH || !FILE.matcher(path).matches()) {
            return null;
        }
        StaticFile known = files.get(path);
        if (known != null) {
            return known;
        }
        byte[] content = read(path);
        if (content == null) {
            return null;
        }
        StaticFile file = describe(path, content);
        files.put(path, file);
        return file;
    }

    private static byte @Nullable [] read(String path) {
        String root = FROM_LIBRARIES.matcher(path).matches() ? "META-INF/resources" : "dashboard";
        try (InputStream stream =
                StaticFiles.class.getClassLoader().getResourceAsStream(root + path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StaticFile describe(String path, byte[] content) {
        String name =
                Objects.requireNonNullElse(
                        URLConnection.guessContentTypeFromName(path),
                        MediaType.APPLICATION_OCTET_STREAM);
        MediaType type = MediaType.of(name.startsWith("text/") ? name + "; charset=utf-8" : name);
        // Of the content: a packaged file's time is that of the build or of the copy.
        String etag = '"' + HexFormat.of().formatHex(OpaqueTokens.sha256(content), 0, 16) + '"';
        Map<CharSequence, CharSequence> headers = new HashMap<>();
        headers.put(HttpHeaders.ETAG, etag);
        headers.put(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        headers.put(
                HttpHeaders.CACHE_CONTROL,
                // Either its path has the version, or it is asked for each time: mostly a 304.
                path.startsWith("/_static/") ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        // The feed element may be used on pages of other origins; the rest of it may not.
        headers.put(
                "Cross-Origin-Resource-Policy",
                path.startsWith("/astir/") ? "cross-origin" : "same-origin");
        if (name.equals(MediaType.TEXT_HTML)) {
            headers.put("Content-Security-Policy", contentSecurityPolicy(content));
            headers.put("Cross-Origin-Opener-Policy", "same-origin");
            headers.put("X-Frame-Options", "DENY");
        }
        return new StaticFile(content, type, etag, Map.copyOf(headers));
    }

    private static String contentSecurityPolicy(byte[] page) {
        Matcher importMap = IMPORT_MAP.matcher(new String(page, UTF_8));
        byte[] inline = importMap.find() ? importMap.group(1).getBytes(UTF_8) : new byte[0];
        return CONTENT_SECURITY_POLICY.formatted(
                Base64.getEncoder().encodeToString(OpaqueTokens.sha256(inline)));
    }
}
