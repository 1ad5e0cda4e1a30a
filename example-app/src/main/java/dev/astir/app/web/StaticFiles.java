package dev.astir.app.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.inject.Provider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the dashboard from the class path. Its files are for everybody, since what they show comes
 * from the API, so neither routes nor security are asked; and it is a filter, so unknown addresses
 * and wrong methods of the API keep their own answers. A file is read, and compressed, once.
 * Thread-safe.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StaticFiles implements Ordered {

    private static final String INDEX = "/index.html";

    /** A page of its own, for whoever asks. */
    private static final String API_PAGE = "/api-docs";

    /** Routes of the dashboard, such as /now, which exist in the browser alone. */
    private static final Pattern PAGE =
            Pattern.compile("/(?!(api|health|metrics|download|_static|astir)(/|$))[^.]*");

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /** Made when the first file needs it, not while the server starts. */
    private final Provider<ImportMap> imports;

    StaticFiles(Provider<ImportMap> imports) {
        this.imports = imports;
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
        StaticFile file = find(file(request));
        return file == null ? null : file.answer(request);
    }

    private static String file(HttpRequest<?> request) {
        if (request.getPath().equals(API_PAGE)) {
            return API_PAGE + ".html";
        }
        return isPage(request) ? INDEX : request.getPath();
    }

    private static boolean isPage(HttpRequest<?> request) {
        return request.getPath().equals("/")
                || (PAGE.matcher(request.getPath()).matches()
                        && request.accept().contains(MediaType.TEXT_HTML_TYPE));
    }

    private @Nullable StaticFile find(String path) {
        StaticFile known = files.get(path);
        if (known != null) {
            return known;
        }
        byte[] content = ClassPathFiles.read(path);
        if (content == null) {
            return null;
        }
        StaticFile file = describe(path, content);
        files.put(path, file);
        return file;
    }

    private StaticFile describe(String path, byte[] content) {
        if (path.endsWith(".html")) {
            return new DashboardPage(content, imports.get()).file(path);
        }
        return StaticFile.of(
                path,
                path.endsWith(".css") ? imports.get().resolveUrls(content) : content,
                Map.of());
    }
}
