package dev.astir.app.outbound;

import dev.astir.app.platform.IpNetwork;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a tenant's administrator may send requests of ours: to public addresses, and to the
 * networks that the operator allows, by https; by http to this machine alone, when the operator
 * allows that as well. Immutable.
 */
public final class Destinations {

    /** More of a host's addresses are not tried. */
    private static final int MOST_ADDRESSES = 4;

    private final List<IpNetwork> allowed;
    private final Names names;

    /**
     * @param allowed networks of which addresses are reached although they are not public
     */
    public Destinations(List<IpNetwork> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    Destinations(List<IpNetwork> allowed, Names names) {
        this.allowed = List.copyOf(allowed);
        this.names = names;
    }

    /**
     * Whether an address can be asked at all, as far as one sees without looking its name up.
     *
     * @throws OutboundException when it cannot
     */
    public void checkForm(URI uri) throws OutboundException {
        checkHost(uri);
        if (!isHttps(uri) && (!isHttp(uri) || allowed.isEmpty())) {
            throw new OutboundException("its address must begin with https://");
        }
    }

    private static void checkHost(URI uri) throws OutboundException {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new OutboundException("its address is no web address with a host");
        }
    }

    /**
     * The addresses to connect to, looked up once: nobody can put others in their place afterwards.
     * An address inside is refused as such, whatever else is wrong with it.
     *
     * @throws OutboundException when there is none, or one of them may not be asked
     */
    List<InetAddress> resolve(URI uri) throws OutboundException {
        checkHost(uri);
        InetAddress[] found;
        try {
            found = names.resolve(host(uri));
        } catch (UnknownHostException e) {
            checkForm(uri);
            throw new OutboundException("its name is not known", e);
        }
        for (InetAddress address : found) {
            boolean mayBe = isAllowed(address);
            if (!mayBe && !PublicAddresses.isOne(address)) {
                throw OutboundException.inside();
            }
            if (!isHttps(uri) && !(mayBe && address.isLoopbackAddress())) {
                throw new OutboundException("its address must begin with https://");
            }
        }
        checkForm(uri);
        return Stream.of(found).limit(MOST_ADDRESSES).toList();
    }

    /** The host without the brackets of an IPv6 address. */
    static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isHttps(uri) ? 443 : 80;
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme());
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address));
    }
}
