package dev.astir.stream.micronaut;

import dev.astir.stream.feed.FeedRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Micronaut's request, as the feed looks at it. */
record MicronautRequest(HttpRequest<?> request) implements FeedRequest {
    @Override
    public List<String> headers(String name) {
        return request.getHeaders().getAll(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        return request.getCookies().findCookie(name).map(Cookie::getValue).orElse(null);
    }

    @Override
    public Map<String, List<String>> parameters() {
        return request.getParameters().asMap();
    }

    @Override
    public @Nullable String remoteAddress() {
        InetAddress address = request.getRemoteAddress().getAddress();
        return address == null ? null : address.getHostAddress();
    }
}
