package dev.astir.app.addresses;

import dev.astir.app.platform.OpaqueTokens;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.Arrays;

/**
 * Answers programs that ask again and again: with nothing where they have it already (RFC 9110,
 * conditional requests). Stateless.
 */
final class Unchanged {

    /** Readers ask at their own pace; a proxy between must not keep what is one person's. */
    private static final String CACHING = "private, no-cache";

    private Unchanged() {}

    /** 304 when the request names the tag of this body; else the body with its tag. */
    static HttpResponse<byte[]> or(HttpRequest<?> request, byte[] body, String mediaType) {
        String tag = '"' + OpaqueTokens.encode(OpaqueTokens.sha256(body)) + '"';
        var answer =
                isKnown(request, tag)
                        ? HttpResponse.<byte[]>notModified()
                        : HttpResponse.ok(body).contentType(mediaType + ";charset=utf-8");
        return answer.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, CACHING);
    }

    private static boolean isKnown(HttpRequest<?> request, String tag) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(each -> each.strip().replaceFirst("^W/", ""))
                .anyMatch(tag::equals);
    }
}
