package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a value that is a string on the wire, to the letter. Immutable. */
final class TextReader<T> extends JsonDeserializer<T> {

    private final Function<String, T> parse;
    private final String allowed;

    /**
     * @param parse may throw {@link IllegalArgumentException} and {@link DateTimeException}
     * @param allowed what is allowed, as in {@link InvalidMessageException#allowed}
     */
    TextReader(Function<String, T> parse, String allowed) {
        this.parse = parse;
        this.allowed = allowed;
    }

    static <E extends Enum<E>> TextReader<E> oneOf(E[] values, Function<E, String> name) {
        return new TextReader<>(
                text ->
                        Arrays.stream(values)
                                .filter(value -> name.apply(value).equals(text))
                                .findAny()
                                .orElseThrow(IllegalArgumentException::new),
                Arrays.stream(values).map(name).collect(Collectors.joining(", ")));
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!in.hasToken(JsonToken.VALUE_STRING)) {
            throw MismatchedInputException.from(in, String.class, "not a string");
        }
        try {
            return parse.apply(in.getText());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidMessageException("", in.getText(), allowed, e);
        }
    }
}
