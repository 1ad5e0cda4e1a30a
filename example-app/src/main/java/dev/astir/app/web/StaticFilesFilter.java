package dev.astir.app.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard before routes and security are asked, because its files are for everybody;
 * what they show comes from the API. A filter, not a route for all paths, so that unknown paths and
 * wrong methods of the API keep their own answers. Stateless.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StaticFilesFilter implements Ordered {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** May be kept, but asked for each time; the answer is then mostly 304. */
    private static final String REVALIDATE = "no-cache";

    private static final List<String> NOT_PAGES =
            List.of("/api", "/health", "/metrics", "/_static", "/astir");

    private final StaticFiles files;

    StaticFilesFilter(StaticFiles files) {
        this.files = files;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    @Nullable HttpResponse<?> serve(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            return null;
        }
        String path = request.getPath();
        return find(path, request)
                .<HttpResponse<?>>map(file -> answer(request, path, file))
                .orElse(null);
    }

    private Optional<StaticFile> find(String path, HttpRequest<?> request) {
        if (path.equals("/")) {
            return files.index();
        }
        if (!StaticFile.extension(path).isEmpty()) {
            return path.startsWith("/api/") ? Optional.empty() : files.find(path);
        }
        // Routes of the dashboard, such as /now, exist in the browser alone.
        boolean page =
                NOT_PAGES.stream()
                        .noneMatch(root -> path.equals(root) || path.startsWith(root + "/"));
        return page && wantsHtml(request) ? files.index() : Optional.empty();
    }

    private static boolean wantsHtml(HttpRequest<?> request) {
        return request.getHeaders().accept().stream()
                .anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML));
    }

    private MutableHttpResponse<?> answer(HttpRequest<?> request, String path, StaticFile file) {
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        MutableHttpResponse<?> response =
                known != null && known.contains(file.etag())
                        ? HttpResponse.notModified()
                        : content(request, file);
        response.header(HttpHeaders.ETAG, file.etag())
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        path.startsWith(StaticFiles.VERSIONED) ? FOR_EVER : REVALIDATE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", elements(path));
        if (file.contentType().startsWith("text/html")) {
            response.header("Content-Security-Policy", files.contentSecurityPolicy())
                    .header("Cross-Origin-Opener-Policy", "same-origin")
                    .header("X-Frame-Options", "DENY");
        }
        return response;
    }

    /** The feed element may be used on pages of other origins; the rest of it may not. */
    private static String elements(String path) {
        return path.startsWith("/astir/") ? "cross-origin" : "same-origin";
    }

    private static MutableHttpResponse<?> content(HttpRequest<?> request, StaticFile file) {
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING);
        boolean gzip = file.compressible() && accepted != null && accepted.contains("gzip");
        MutableHttpResponse<byte[]> response = HttpResponse.ok(gzip ? file.gzip() : file.content());
        response.header(HttpHeaders.CONTENT_TYPE, file.contentType());
        if (gzip) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response;
    }
}
