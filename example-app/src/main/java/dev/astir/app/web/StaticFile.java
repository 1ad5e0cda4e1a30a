package dev.astir.app.web;

import dev.astir.app.platform.OpaqueTokens;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is sent: plain, and compressed where that makes it smaller. Thread-safe, as long as
 * nobody changes its content.
 */
final class StaticFile {

    /** What one form of the content is, and by which tag a browser knows it. */
    private record Form(byte[] content, String etag, Map<CharSequence, CharSequence> headers) {}

    private final MediaType type;
    private final Map<CharSequence, CharSequence> headers;
    private final Form plain;
    private final @Nullable Form compressed;

    private StaticFile(
            MediaType type,
            Map<CharSequence, CharSequence> headers,
            Form plain,
            @Nullable Form compressed) {
        this.type = type;
        this.headers = headers;
        this.plain = plain;
        this.compressed = compressed;
    }

    /** The file at this address, with further headers. */
    static StaticFile of(String path, byte[] content, Map<String, String> further) {
        Map<CharSequence, CharSequence> headers = new HashMap<>(further);
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
        // Of the content: a packaged file's time is that of the build or of the copy.
        String hash = HexFormat.of().formatHex(OpaqueTokens.sha256(content), 0, 16);
        // Weak, since the server may still deflate it for a client that takes nothing better.
        Form plain = new Form(content, "W/\"" + hash + '"', Map.of());
        byte[] gzip = BestGzip.compress(content);
        Form compressed =
                new Form(
                        gzip,
                        '"' + hash + "-gzip\"",
                        Map.of(HttpHeaders.CONTENT_ENCODING, AcceptEncoding.GZIP));
        // A font or a picture is compressed already.
        boolean isWorthIt = gzip.length < content.length - content.length / 10;
        return new StaticFile(
                type(path), Map.copyOf(headers), plain, isWorthIt ? compressed : null);
    }

    /** What this request gets: the content in the best form that it takes, or that it has it. */
    HttpResponse<?> answer(HttpRequest<?> request) {
        HttpHeaders asked = request.getHeaders();
        Form form = compressed != null && AcceptEncoding.of(asked).takesGzip() ? compressed : plain;
        String known = asked.get(HttpHeaders.IF_NONE_MATCH);
        // Compared as RFC 9110 has it for this header: whether a tag is weak does not matter.
        boolean isKnown =
                known != null && known.contains(form.etag.substring(form.etag.indexOf('"')));
        MutableHttpResponse<?> response =
                isKnown
                        ? HttpResponse.notModified()
                        : HttpResponse.ok(form.content)
                                .contentType(type)
                                .headers(form.headers)
                                // Which the server tells only of what it sends, not for HEAD.
                                .contentLength(form.content.length);
        return response.headers(headers).header(HttpHeaders.ETAG, form.etag);
    }

    private static MediaType type(String path) {
        if (path.endsWith(".woff2")) {
            return MediaType.of("font/woff2"); // which the JDK does not know
        }
        String name =
                Objects.requireNonNullElse(
                        URLConnection.guessContentTypeFromName(path),
                        MediaType.APPLICATION_OCTET_STREAM);
        return MediaType.of(name.startsWith("text/") ? name + "; charset=utf-8" : name);
    }
}
