package dev.astir.app.web;

import dev.astir.app.platform.IpNetwork;
import dev.astir.app.platform.Settings;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: the socket's peer, or, when that is a proxy that {@code
 * ASTIR_TRUSTED_PROXIES} names, whom the proxies forwarded it for. That is the nearest address in
 * {@code X-Forwarded-For} or {@code Forwarded} that is no trusted proxy's; what stands before it
 * the client may have invented. Where the headers contradict each other, or cannot be read, it is
 * the nearest proxy that is known. Thread-safe.
 */
@Singleton
public final class ClientAddress {

    /** An address, perhaps in brackets, perhaps with a port. */
    private static final Pattern NODE =
            Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?|([^:]*)(?::\\d{1,5})?|(.*:.*:.*)");

    private static final String HTTPS = "https";

    private final List<IpNetwork> proxies;

    ClientAddress(Settings settings) {
        this.proxies = settings.trustedProxies();
    }

    /** The address of the request's client. */
    public InetAddress of(HttpRequest<?> request) {
        return of(peer(request), request.getHeaders()::getAll);
    }

    /**
     * As {@link #of(HttpRequest)}, for what is no request of the framework's.
     *
     * @param headers all values of the header with a name, in their order
     */
    public InetAddress of(InetAddress peer, Function<String, List<String>> headers) {
        if (!isTrusted(peer)) {
            return peer;
        }
        List<@Nullable String> forwarded = new ArrayList<>();
        ForwardedHops.forwarded(headers.apply("Forwarded"))
                .forEach(hop -> forwarded.add(hop.from()));
        List<String> list = ForwardedHops.list(headers.apply("X-Forwarded-For"));
        if (forwarded.isEmpty()) {
            return nearest(peer, list);
        }
        InetAddress client = nearest(peer, forwarded);
        // A proxy that writes the one may hand on what a client wrote into the other.
        return list.isEmpty() || client.equals(nearest(peer, list)) ? client : peer;
    }

    /** What limits know the request's client by; see {@link #key(InetAddress)}. */
    public String key(HttpRequest<?> request) {
        return key(of(request));
    }

    /**
     * What limits know a client by: the IPv4 address, or the /64 of an IPv6 address, in which a
     * single client has as many addresses as it likes.
     */
    public static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? address.getHostAddress()
                : HexFormat.ofDelimiter(":").formatHex(bytes, 0, 8) + "/64";
    }

    /**
     * Whether the address tells nobody apart: a loopback one is that of a proxy on this machine,
     * when it was not named as one. When it was, only what this machine asks for itself is exempt:
     * else nobody but the client may have made the proxy's word unreadable.
     */
    public boolean isShared(HttpRequest<?> request) {
        InetAddress peer = peer(request);
        return peer.isLoopbackAddress()
                && (!isTrusted(peer) || ThisMachine.asksByProgramOrPage(request));
    }

    /** Whether the client came to the proxies by https, as they say; the app itself has none. */
    public boolean isHttps(HttpRequest<?> request) {
        return isHttps(peer(request), request.getHeaders()::getAll);
    }

    /** As {@link #isHttps(HttpRequest)}, for what is no request of the framework's. */
    public boolean isHttps(InetAddress peer, Function<String, List<String>> headers) {
        if (!isTrusted(peer)) {
            return false;
        }
        Stream<String> forwarded =
                ForwardedHops.forwarded(headers.apply("Forwarded")).stream()
                        .limit(1)
                        .map(hop -> String.valueOf(hop.protocol()));
        Stream<String> list =
                ForwardedHops.list(headers.apply("X-Forwarded-Proto")).stream().limit(1);
        List<String> told = Stream.concat(forwarded, list).toList();
        return !told.isEmpty() && told.stream().allMatch(HTTPS::equalsIgnoreCase);
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private InetAddress nearest(InetAddress peer, List<? extends @Nullable String> hops) {
        InetAddress known = peer;
        for (String hop : hops) {
            InetAddress address = address(hop);
            if (address == null) {
                return known;
            }
            known = address;
            if (!isTrusted(address)) {
                return known;
            }
        }
        return known;
    }

    private static @Nullable InetAddress address(@Nullable String node) {
        Matcher matcher = NODE.matcher(node == null ? "" : node);
        if (!matcher.matches()) {
            return null;
        }
        String literal =
                Stream.of(1, 2, 3)
                        .map(matcher::group)
                        .filter(group -> group != null)
                        .findFirst()
                        .orElse("");
        try {
            return IpNetwork.address(literal);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static InetAddress peer(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress();
    }
}
