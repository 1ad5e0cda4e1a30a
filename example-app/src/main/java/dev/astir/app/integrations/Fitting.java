package dev.astir.app.integrations;

import dev.astir.app.web.Texts;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes what a sender says fit into an event: what others wrote may hold anything. Stateless. */
final class Fitting {

    /** Before each type, so that nobody states what the app itself observes. */
    static final String PREFIX = "integration.";

    /** Lengths that the feed has room for. */
    static final int KEY = 200;

    static final int NAME = 300;
    static final int MESSAGE = 1_000;

    private static final int URL = 2_048;
    private static final String ANY_TYPE = "event";
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Fitting() {}

    /** One line that the database can keep, of so many characters; null when nothing is left. */
    static @Nullable String line(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        String line = Texts.oneLine(text).strip();
        return line.isEmpty() ? null : cut(line, longest);
    }

    /** The beginning of a text, not between the halves of a pair. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }

    /** An address of the web; null for any other text, which may be a script. */
    static @Nullable String url(@Nullable String text) {
        if (text == null || text.length() > URL) {
            return null;
        }
        try {
            URI uri = new URI(text.strip());
            return uri.getHost() != null
                            && uri.getScheme() != null
                            && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    ? uri.toASCIIString()
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * The type of an event, made of a sender's: {@code integration.} and dotted names of letters,
     * digits, {@code _} and {@code -}.
     */
    static String type(String text) {
        String own =
                text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                        ? text.substring(PREFIX.length())
                        : text;
        List<String> names = new ArrayList<>();
        for (String name : own.split("\\.")) {
            String legal = ILLEGAL.matcher(name.strip()).replaceAll("-");
            if (!legal.isEmpty()) {
                names.add(legal);
            }
        }
        String type = PREFIX + (names.isEmpty() ? ANY_TYPE : String.join(".", names));
        String cut = type.length() <= KEY ? type : type.substring(0, KEY);
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }

    /** A time as ISO 8601 writes it, with an offset; empty for another text. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
