package dev.astir.tracker.servlet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query string. Not by {@code getParameter}, which would read the body of a form, and fix
 * its character encoding, before the application can.
 */
final class QueryString {
    private QueryString() {}

    static Optional<String> first(@Nullable String query, String name) {
        if (query == null) {
            return Optional.empty();
        }
        int start = 0;
        while (start < query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            int equals = query.indexOf('=', start);
            if (equals >= 0 && equals < end && isNamed(name, query, start, equals)) {
                return Optional.of(decoded(query.substring(equals + 1, end)));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private static boolean isNamed(String name, String query, int start, int end) {
        boolean same = end - start == name.length() && query.startsWith(name, start);
        return same
                || isEncoded(query, start, end)
                        && name.equals(decoded(query.substring(start, end)));
    }

    private static boolean isEncoded(String query, int start, int end) {
        for (int i = start; i < end; i++) {
            if (query.charAt(i) == '%' || query.charAt(i) == '+') {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String text) {
        if (!isEncoded(text, 0, text.length())) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign
        }
    }
}
