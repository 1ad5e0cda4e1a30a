package dev.astir.app.outbound;

import dev.astir.app.platform.IpNetwork;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses everybody can reach. What is not one of them, such as the own machine, its
 * network, or where a cloud tells a machine its secrets, is named by the IANA registries of
 * special-purpose addresses (RFC 6890). Stateless.
 */
final class PublicAddresses {

    private static final List<IpNetwork> SPECIAL_IPV4 =
            networks(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared by a provider's customers
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, with the clouds' metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/3"); // multicast, reserved, broadcast

    /** Of IPv6, only this is given out to the public at all. */
    private static final IpNetwork GLOBAL_IPV6 = IpNetwork.parse("2000::/3");

    private static final List<IpNetwork> SPECIAL_IPV6 =
            networks(
                    "2001::/23", // protocol assignments, Teredo among them, which wraps IPv4
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4, which wraps IPv4
                    "3fff::/20"); // documentation

    private PublicAddresses() {}

    /** Whether the address is one that everybody can reach. */
    static boolean isOne(InetAddress address) {
        return address instanceof Inet4Address
                ? isOutside(SPECIAL_IPV4, address)
                : GLOBAL_IPV6.contains(address) && isOutside(SPECIAL_IPV6, address);
    }

    private static boolean isOutside(List<IpNetwork> networks, InetAddress address) {
        return networks.stream().noneMatch(network -> network.contains(address));
    }

    private static List<IpNetwork> networks(String... networks) {
        return Stream.of(networks).map(IpNetwork::parse).toList();
    }
}
