package dev.astir.app.outbound;

import dev.astir.app.platform.IpNetwork;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;

/** Names that lead where a test wants. */
public final class TestNames {

    private TestNames() {}

    /**
     * Destinations whose names all have one address.
     *
     * @param address asked each time
     */
    public static Destinations leadingTo(List<IpNetwork> allowed, Supplier<String> address) {
        return new Destinations(
                allowed, host -> new InetAddress[] {InetAddress.ofLiteral(address.get())});
    }
}
