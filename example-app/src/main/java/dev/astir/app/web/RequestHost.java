package dev.astir.app.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;

/** Which host a request is for (RFC 9112, section 3.2). Stateless. */
final class RequestHost {

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private RequestHost() {}

    /** Whether there is exactly one sound Host header; HTTP/1.0 may have none. */
    static boolean isSound(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        }
        return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
    }
}
