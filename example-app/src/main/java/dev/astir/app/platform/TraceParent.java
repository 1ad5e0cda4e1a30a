package dev.astir.app.platform;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a trace something is, as W3C's Trace Context writes it in {@code traceparent}.
 *
 * @param traceId of all that one cause led to, 32 hexadecimal digits
 * @param spanId of this part of it, 16 hexadecimal digits
 * @param flags two hexadecimal digits, handed on
 */
public record TraceParent(String traceId, String spanId, String flags) {

    /** The header's name. */
    public static final String HEADER = "traceparent";

    /** Of a version to come, what is known of it counts. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final Pattern NOTHING = Pattern.compile("0+");
    private static final String FIRST_VERSION = "00";
    private static final String NOT_SAMPLED = "00";
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A trace that begins here. */
    static TraceParent begin() {
        return new TraceParent(random(TRACE_BYTES), random(SPAN_BYTES), NOT_SAMPLED);
    }

    /** The next part of the trace that these headers name, or a new trace if they name none. */
    static TraceParent next(List<String> headers) {
        TraceParent before = headers.size() == 1 ? parse(headers.getFirst()) : null;
        return before == null
                ? begin()
                : new TraceParent(before.traceId, random(SPAN_BYTES), before.flags);
    }

    private static @Nullable TraceParent parse(String header) {
        Matcher found = FORM.matcher(header.strip());
        if (!found.matches()
                || NOTHING.matcher(found.group(2)).matches()
                || NOTHING.matcher(found.group(3)).matches()
                || (found.group(1).equals(FIRST_VERSION) && found.group(5) != null)) {
            return null;
        }
        return new TraceParent(found.group(2), found.group(3), found.group(4));
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
