package dev.astir.app.platform;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A network of addresses, or a single one. Immutable.
 *
 * @param address the first of them
 * @param prefix how many leading bits they share with it
 */
public record IpNetwork(InetAddress address, int prefix) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * An address as it is written: never a name that would be looked up. An IPv4 address that is
     * written as one of IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4 address.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static InetAddress address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            throw new IllegalArgumentException("no address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    /**
     * An address, or a network as {@code 10.0.0.0/8}: its bits after the prefix are zero, and it is
     * not the whole of the internet.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : Integer.parseUnsignedInt(text.substring(slash + 1));
        if (prefix < 1 || prefix > bits || !endsInZeros(address.getAddress(), prefix)) {
            throw new IllegalArgumentException("no network: " + text);
        }
        return new IpNetwork(address, prefix);
    }

    /** Whether the address belongs to it. */
    public boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] others = other.getAddress();
        if (own.length != others.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (bit(own, bit) != bit(others, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsInZeros(byte[] address, int prefix) {
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            if (bit(address, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] address, int index) {
        return (address[index / Byte.SIZE] & (0x80 >> (index % Byte.SIZE))) != 0;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
