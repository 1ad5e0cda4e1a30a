package dev.astir.app.singlesignon;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody goes who has come in: to a page of ours, whatever the address that led here says.
 * Stateless.
 */
final class ReturnPath {

    static final String HOME = "/";

    private static final int LONGEST = 1_000;

    /** Neither another host (//host, /\host) nor what breaks a header. */
    private static final Pattern OF_OURS =
            Pattern.compile(
                    "/(?!/)[A-Za-z0-9/._~%!$&'()*+,;=:@-]*(\\?[A-Za-z0-9/._~%!$&'()*+,;=:@?-]*)?");

    private ReturnPath() {}

    static String of(@Nullable String asked) {
        if (asked == null || asked.length() > LONGEST || !OF_OURS.matcher(asked).matches()) {
            return HOME;
        }
        return asked.contains("//") || asked.startsWith("/api/") ? HOME : asked;
    }
}
