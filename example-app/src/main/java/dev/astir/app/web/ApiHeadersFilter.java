package dev.astir.app.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What every answer of the API says to browsers and to caches between. Stateless. */
@ServerFilter("/api/**")
final class ApiHeadersFilter {

    @ResponseFilter
    void protect(MutableHttpResponse<?> response) {
        response.header("X-Content-Type-Options", "nosniff");
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            // People's data, which differs by who asks.
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
