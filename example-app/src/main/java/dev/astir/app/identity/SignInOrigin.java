package dev.astir.app.identity;

import dev.astir.app.web.Texts;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * From where, and by which program, somebody is signed in: so that they can tell their sign-ins
 * apart, and find one that is not theirs. Immutable.
 *
 * @param address null where nobody asked by HTTP
 * @param userAgent what the program says of itself, in one line; null if it says nothing
 */
record SignInOrigin(@Nullable String address, @Nullable String userAgent) {

    /** Longer ones are cut; browsers write less than half of it. */
    static final int LONGEST_USER_AGENT = 300;

    static final SignInOrigin UNKNOWN = new SignInOrigin(null, null);

    static SignInOrigin of(InetAddress address, @Nullable String userAgent) {
        // A link-local address has the name of our own network card behind it.
        String plain = address.getHostAddress().replaceFirst("%.*", "");
        return new SignInOrigin(plain, userAgent == null ? null : cut(Texts.oneLine(userAgent)));
    }

    private static String cut(String line) {
        if (line.codePointCount(0, line.length()) <= LONGEST_USER_AGENT) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_USER_AGENT));
    }
}
