package dev.astir.stream;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each field may hold. The limits keep one event small enough to be sent to many. */
final class Rules {
    static final int NAME = 500;
    static final int MESSAGE = 4_000;
    static final int URL = 2_048;
    private static final int KEY = 200;

    /** Of an event, where each is stored and indexed. */
    private static final int EVENT_AUDIENCES = 20;

    /** Of a reader, who may be allowed to see each of many people. */
    private static final int READER_AUDIENCES = 100_000;

    private static final char DELETE = 0x7F;

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}|[a-z]{1,30}");
    private static final Pattern SCHEME = Pattern.compile("[^/?#]*:.*", Pattern.DOTALL);
    private static final Pattern HTTP = Pattern.compile("(?i)https?://[^/?#].*");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Rules() {}

    static String feed(String feed) {
        return key("feed", feed);
    }

    static String key(String field, String value) {
        String clean = clean(value);
        if (clean.isEmpty() || clean.length() > KEY) {
            throw new InvalidInputException(field, value, "1 to " + KEY + " characters");
        }
        return clean;
    }

    static @Nullable String optionalKey(String field, @Nullable String value) {
        return value == null ? null : key(field, value);
    }

    static @Nullable String text(String field, @Nullable String value, int longest) {
        if (value == null) {
            return null;
        }
        String clean = clean(value);
        if (clean.length() > longest) {
            throw new InvalidInputException(field, value, "at most " + longest + " characters");
        }
        return clean;
    }

    /**
     * A text that stands between others, in one line: without characters that set a direction, and
     * with a space for each other one that steers. It is not refused, since what was stored before
     * is read by this rule, too.
     */
    static @Nullable String name(String field, @Nullable String value) {
        String text = text(field, value, NAME);
        if (text == null || text.chars().noneMatch(c -> isControl(c) || isDirection(c))) {
            return text;
        }
        StringBuilder name = new StringBuilder(text.length());
        text.chars()
                .filter(c -> !isDirection(c))
                .forEach(c -> name.append(isControl(c) ? ' ' : (char) c));
        return name.toString();
    }

    /**
     * A text of its own, which may have several lines: what would steer a terminal is replaced.
     * Whoever shows it isolates its direction.
     */
    static @Nullable String message(String field, @Nullable String value, int longest) {
        String text = text(field, value, longest);
        if (text == null || text.chars().noneMatch(Rules::isTerminalControl)) {
            return text;
        }
        StringBuilder message = new StringBuilder(text.length());
        text.chars().forEach(c -> message.append(isTerminalControl(c) ? '\uFFFD' : (char) c));
        return message.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static boolean isTerminalControl(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }

    /** Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9). */
    private static boolean isDirection(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    static String type(String field, String value) {
        if (value.length() > KEY || !TYPE.matcher(value).matches()) {
            throw new InvalidInputException(
                    field, value, "dotted names of letters, digits, _ and -, as in task.created");
        }
        return value;
    }

    static @Nullable String color(@Nullable String value) {
        if (value != null && !COLOR.matcher(value).matches()) {
            throw new InvalidInputException("color", value, "#rrggbb or a colour's name");
        }
        return value;
    }

    static @Nullable String url(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        boolean allowed =
                value.length() <= URL
                        && isUrlText(value)
                        && !value.startsWith("//")
                        && (!SCHEME.matcher(value).matches() || HTTP.matcher(value).matches());
        if (!allowed) {
            throw new InvalidInputException(field, value, "an http, https or relative URL");
        }
        return clean(value);
    }

    /** A browser drops tabs and line ends inside a URL, and reads a backslash as a slash. */
    private static boolean isUrlText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == DELETE || c == '\\') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    static @Nullable Instant time(String field, @Nullable Instant value) {
        if (value != null && (value.isBefore(EARLIEST) || value.isAfter(LATEST))) {
            throw new InvalidInputException(field, value, "a time in the years 1 to 9999");
        }
        return value;
    }

    static Set<String> audiencesOfEvent(Collection<String> values) {
        return audiences(values, EVENT_AUDIENCES);
    }

    static Set<String> audiencesOfReader(Collection<String> values) {
        return audiences(values, READER_AUDIENCES);
    }

    private static Set<String> audiences(Collection<String> values, int most) {
        if (values.size() > most) {
            throw new InvalidInputException(
                    "audience", values.size() + " values", "at most " + most);
        }
        return values.stream()
                .map(value -> key("audience", value))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Replaces what PostgreSQL and UTF-8 cannot hold: NUL and halves of surrogate pairs. */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
