package dev.astir.stream;

/**
 * A value from outside that the stream refuses: it names the field, the value and what is allowed.
 */
public final class InvalidInputException extends StreamException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    private final String field;
    private final String allowed;

    /**
     * @param field the field's name in JSON or in a query string
     * @param value the refused value; only its beginning is shown
     * @param allowed what would have been accepted
     */
    public InvalidInputException(String field, Object value, String allowed) {
        super(field + ": \"" + shown(value) + "\" is not allowed; expected " + allowed);
        this.field = field;
        this.allowed = allowed;
    }

    /** The field's name. */
    public String field() {
        return field;
    }

    /** What would have been accepted. */
    public String allowed() {
        return allowed;
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
