package dev.astir.app.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what this machine asks for itself. A connection from loopback alone proves nothing: a proxy
 * on this machine hands on what strangers ask, and a browser on it asks whatever a page wants, also
 * by a name that its owner lets point here (DNS rebinding). So the Host must be a loopback one as
 * well, and nothing may say that the request came through a proxy or from another's page.
 * Stateless.
 */
public final class ThisMachine {

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile(
                    "(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?",
                    Pattern.CASE_INSENSITIVE);

    /** What proxies add to tell for whom they ask. */
    private static final Set<String> SENT_ON =
            Set.of(
                    "forwarded",
                    "via",
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

    private ThisMachine() {}

    /** Whether a program of this machine asks for itself. */
    public static boolean asksByProgram(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.ORIGIN).isEmpty()
                && asksByProgramOrPage(request);
    }

    /** Whether a program of this machine asks for itself, or a browser for a page of ours. */
    public static boolean asksByProgramOrPage(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return asks(
                request.getRemoteAddress().getAddress(),
                headers.getAll(HttpHeaders.HOST),
                headers.getAll(HttpHeaders.ORIGIN),
                headers.names());
    }

    static boolean asks(
            InetAddress remote, List<String> hosts, List<String> origins, Set<String> names) {
        return remote.isLoopbackAddress()
                && hosts.size() == 1
                && LOOPBACK_HOST.matcher(hosts.getFirst()).matches()
                // The app itself has no https; who came by it came through a proxy.
                && (origins.isEmpty() || origins.equals(List.of("http://" + hosts.getFirst())))
                && names.stream().noneMatch(ThisMachine::isSentOn);
    }

    private static boolean isSentOn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SENT_ON.contains(lower) || SENT_ON_PREFIXES.stream().anyMatch(lower::startsWith);
    }
}
