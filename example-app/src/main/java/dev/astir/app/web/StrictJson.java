package dev.astir.app.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON's types count: {@code "yes"} is no boolean, 60.7 no whole number, 7 no text. Beside
 * the {@code jackson} settings of the configuration, this is what has no setting, or would refuse
 * without the value, which {@link Conversions} names to the caller. Stateless.
 */
@Singleton
final class StrictJson implements BeanCreatedEventListener<ObjectMapper> {

    @Override
    public ObjectMapper onCreated(BeanCreatedEvent<ObjectMapper> event) {
        ObjectMapper mapper = event.getBean();
        for (LogicalType type :
                List.of(LogicalType.Enum, LogicalType.Collection, LogicalType.POJO)) {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
                mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
            }
        }
        SimpleModule module = new SimpleModule("astir-strict");
        List<JsonToken> bool = List.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);
        List<JsonToken> number = List.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
        List<JsonToken> text = List.of(JsonToken.VALUE_STRING);
        exactly(module, Boolean.class, bool, JsonParser::getBooleanValue);
        exactly(module, boolean.class, bool, JsonParser::getBooleanValue);
        exactly(module, Integer.class, number, parser -> whole(parser).intValueExact());
        exactly(module, int.class, number, parser -> whole(parser).intValueExact());
        exactly(module, Long.class, number, parser -> whole(parser).longValueExact());
        exactly(module, long.class, number, parser -> whole(parser).longValueExact());
        exactly(module, String.class, text, JsonParser::getText);
        exactly(module, Instant.class, text, parser -> Instant.parse(parser.getText()));
        exactly(module, UUID.class, text, parser -> uuid(parser.getText()));
        return mapper.addHandler(new Refusal()).registerModule(module);
    }

    private static <T> void exactly(
            SimpleModule module, Class<T> type, List<JsonToken> tokens, Reading<T> reading) {
        module.addDeserializer(type, new Exactly<>(type, tokens, reading));
    }

    /** JSON has one type of numbers: 60.0 and 6e1 are whole, 60.7 is not. */
    private static BigDecimal whole(JsonParser parser) throws IOException {
        return new BigDecimal(parser.getText());
    }

    /** {@link UUID#fromString} takes shortened forms as well. */
    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("shortened");
        }
        return id;
    }

    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** Reads a value that JSON writes in one way. */
    private static final class Exactly<T> extends StdScalarDeserializer<T> {

        private final transient List<JsonToken> tokens;
        private final transient Reading<T> reading;

        Exactly(Class<T> type, List<JsonToken> tokens, Reading<T> reading) {
            super(type);
            this.tokens = tokens;
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (tokens.contains(parser.currentToken())) {
                try {
                    return reading.read(parser);
                } catch (DateTimeException
                        | ArithmeticException
                        | IllegalArgumentException
                        | InputCoercionException e) { // of another form, or too large
                    throw refusal(parser, parser.getText(), handledType());
                }
            }
            throw refusal(parser, text(context.readTree(parser)), handledType());
        }

        /** For null, and for what is missing: there is no such primitive. */
        @Override
        public @Nullable T getNullValue(DeserializationContext context)
                throws InvalidFormatException {
            if (handledType().isPrimitive()) {
                throw refusal(context.getParser(), null, handledType());
            }
            return null;
        }
    }

    /** Keeps the value that stands where a list, an object or a name of an enum is wanted. */
    private static final class Refusal extends DeserializationProblemHandler {

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context,
                JavaType type,
                JsonToken token,
                JsonParser parser,
                String message)
                throws IOException {
            throw refusal(parser, text(context.readTree(parser)), type.getRawClass());
        }

        /** For a number, a text or a boolean where an object is wanted. */
        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                ValueInstantiator instantiator,
                JsonParser parser,
                String message)
                throws IOException {
            throw refusal(parser, text(context.readTree(parser)), type);
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static InvalidFormatException refusal(
            JsonParser parser, @Nullable String value, Class<?> type) {
        return InvalidFormatException.from(parser, "This has another type", value, type);
    }
}
