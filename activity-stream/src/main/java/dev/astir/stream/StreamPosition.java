package dev.astir.stream;

import java.util.regex.Pattern;

/**
 * A place in one feed: everything up to and including {@code offset} has been seen. Clients treat
 * its text, {@code epoch-offset}, as opaque. Positions of different epochs cannot be compared.
 * Immutable.
 *
 * @param epoch names one history of the feed; renewed when a restore from backup rewrites it
 * @param offset the number of changes committed to the feed so far, 0 at its beginning
 */
public record StreamPosition(String epoch, long offset) {
    private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Pattern OFFSET = Pattern.compile("0|[1-9][0-9]{0,17}");

    public StreamPosition {
        if (!EPOCH.matcher(epoch).matches() || offset < 0) {
            throw new InvalidInputException("position", epoch + "-" + offset, "epoch-offset");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidInputException if it is not {@code epoch-offset}
     */
    public static StreamPosition parse(String text) {
        return parse("position", text);
    }

    /**
     * Reads the text form that came in a field or parameter.
     *
     * @param field its name, by which it is refused
     * @throws InvalidInputException if it is not {@code epoch-offset}
     */
    public static StreamPosition parse(String field, String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 1
                || !EPOCH.matcher(text.substring(0, dash)).matches()
                || !OFFSET.matcher(text.substring(dash + 1)).matches()) {
            throw new InvalidInputException(field, text, "a position from this stream");
        }
        return new StreamPosition(
                text.substring(0, dash), Long.parseLong(text.substring(dash + 1)));
    }

    /** The text form, {@code epoch-offset}. */
    @Override
    public String toString() {
        return epoch + "-" + offset;
    }
}
