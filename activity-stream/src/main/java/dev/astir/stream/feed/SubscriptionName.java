package dev.astir.stream.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.astir.stream.InvalidInputException;
import java.util.regex.Pattern;

/** What a client calls one of several subscriptions to a channel. Immutable. */
final class SubscriptionName {
    /** The member that carries it, in messages of both sides. */
    static final String FIELD = "subscription";

    /** None of its characters needs an escape in JSON. */
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String text;

    /** What a message begins with that bears the name. */
    private final byte[] head;

    private SubscriptionName(String text) {
        this.text = text;
        head = ("{\"" + FIELD + "\":\"" + text + "\",").getBytes(US_ASCII);
    }

    /**
     * A name.
     *
     * @throws InvalidInputException if it is none
     */
    static SubscriptionName of(Object value) {
        if (value instanceof String text && ALLOWED.matcher(text).matches()) {
            return new SubscriptionName(text);
        }
        throw new InvalidInputException(
                FIELD, value, "1 to 64 letters, digits, dots, hyphens and underscores of ASCII");
    }

    /** A JSON object up to where its second member begins; not to be changed. */
    byte[] head() {
        return head;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubscriptionName name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
