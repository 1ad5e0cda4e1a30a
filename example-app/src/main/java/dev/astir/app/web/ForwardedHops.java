package dev.astir.app.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What proxies told of whom they forwarded a request for, the nearest proxy's word first. Each
 * proxy adds to what it was given, so what comes later in a list may be anybody's invention.
 * Stateless.
 */
final class ForwardedHops {

    /** What one proxy told; null where it told nothing that can be read. */
    record Hop(@Nullable String from, @Nullable String protocol) {}

    private static final Hop UNREADABLE = new Hop(null, null);

    private ForwardedHops() {}

    /** The values of the header {@code X-Forwarded-For}, or of another one that is a plain list. */
    static List<String> list(List<String> lines) {
        List<String> values = new ArrayList<>();
        for (String line : lines.reversed()) {
            List<String> parts = List.of(line.split(",", -1));
            parts.reversed().stream().map(String::strip).forEach(values::add);
        }
        return values;
    }

    /** The elements of the header {@code Forwarded} (RFC 7239). */
    static List<Hop> forwarded(List<String> lines) {
        List<Hop> hops = new ArrayList<>();
        for (String line : lines.reversed()) {
            // Each line by itself: a quote that a client left open hides nothing in the next one.
            hops.addAll(parse(line).reversed());
        }
        return hops;
    }

    /** One that cannot be read says nothing about any of its elements: where do they end? */
    private static List<Hop> parse(String line) {
        List<Hop> hops = new ArrayList<>();
        int at = 0;
        while (true) {
            String from = null;
            String protocol = null;
            char end;
            do {
                int equals = line.indexOf('=', at);
                if (equals < 0) {
                    return List.of(UNREADABLE);
                }
                String name = line.substring(at, equals).strip().toLowerCase(Locale.ROOT);
                StringBuilder value = new StringBuilder();
                at = value(line, equals + 1, value);
                if (at < 0 || !name.matches("[a-z]+")) {
                    return List.of(UNREADABLE);
                }
                end = at < line.length() ? line.charAt(at) : ',';
                at++;
                switch (name) {
                    case "for" -> from = value.toString();
                    case "proto" -> protocol = value.toString();
                    default -> {
                        // by and host are not asked for
                    }
                }
            } while (end == ';');
            hops.add(new Hop(from, protocol));
            if (at > line.length()) {
                return hops;
            }
        }
    }

    /** Reads a token or a quoted text; answers where the mark after it is, or -1. */
    private static int value(String line, int start, StringBuilder value) {
        int at = start;
        boolean quoted = at < line.length() && line.charAt(at) == '"';
        if (quoted) {
            at++;
            while (at < line.length() && line.charAt(at) != '"') {
                if (line.charAt(at) == '\\') {
                    at++;
                }
                if (at < line.length()) {
                    value.append(line.charAt(at++));
                }
            }
            if (at >= line.length()) {
                return -1;
            }
            at++;
        }
        int rest = at;
        while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != ';') {
            at++;
        }
        String token = line.substring(rest, at).strip();
        if (quoted ? !token.isEmpty() : token.contains("\"")) {
            return -1;
        }
        value.append(token);
        return at;
    }
}
