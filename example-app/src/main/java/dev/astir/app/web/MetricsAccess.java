package dev.astir.app.web;

import dev.astir.app.platform.Settings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may read what tells of all organizations: the operator, who is known by being on this machine
 * or by a token. Immutable.
 *
 * <p>A connection from loopback alone proves nothing: a proxy on this machine hands on what
 * strangers ask, and a browser on it asks whatever a page wants, also by a name that its owner lets
 * point here (DNS rebinding). So the Host must be a loopback one as well, and nothing may say that
 * the request came through a proxy or from a page.
 */
@Singleton
final class MetricsAccess {

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile(
                    "(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?",
                    Pattern.CASE_INSENSITIVE);

    /** What proxies add to tell for whom they ask, and browsers to tell for which page. */
    private static final Set<String> SENT_ON =
            Set.of(
                    "forwarded",
                    "via",
                    "origin",
                    "client-ip",
                    "true-client-ip",
                    "cf-connecting-ip",
                    "cf-ray",
                    "fastly-client-ip",
                    "x-client-ip",
                    "x-cluster-client-ip",
                    "x-remote-ip",
                    "x-remote-addr",
                    "x-amzn-trace-id",
                    "x-cloud-trace-context");

    private static final List<String> SENT_ON_PREFIXES =
            List.of("x-forwarded-", "x-real-", "x-original-", "x-envoy-", "x-proxy");

    private static final String BEARER = "bearer ";

    private final Optional<byte[]> token;

    MetricsAccess(Settings settings) {
        this.token = settings.metricsToken().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    boolean allows(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return hasToken(headers)
                || isLocal(
                        request.getRemoteAddress().getAddress(),
                        headers.getAll(HttpHeaders.HOST),
                        headers.names());
    }

    private boolean hasToken(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (token.isEmpty() || values.size() != 1) {
            return false;
        }
        String value = values.getFirst();
        if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        byte[] given = value.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        // In a time that does not tell how much of it was right.
        return MessageDigest.isEqual(given, token.orElseThrow());
    }

    /** Whether a program of this machine asks for itself. */
    static boolean isLocal(InetAddress remote, List<String> hosts, Set<String> headerNames) {
        return remote.isLoopbackAddress()
                && hosts.size() == 1
                && LOOPBACK_HOST.matcher(hosts.getFirst()).matches()
                && headerNames.stream().noneMatch(MetricsAccess::isSentOn);
    }

    private static boolean isSentOn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SENT_ON.contains(lower) || SENT_ON_PREFIXES.stream().anyMatch(lower::startsWith);
    }
}
