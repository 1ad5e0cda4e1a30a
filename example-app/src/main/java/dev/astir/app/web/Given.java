package dev.astir.app.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A field of a change that somebody may also take away: a component of this type is null when the
 * JSON does not have the field, and holds null when the JSON says {@code null}. Immutable.
 *
 * @param value what is to be from now on; null for nothing
 */
@JsonDeserialize(using = Given.Reader.class)
public record Given<T>(@Nullable T value) {

    /** Reads what the field's own type reads, or null. */
    static final class Reader extends JsonDeserializer<Given<?>> implements ContextualDeserializer {

        private final @Nullable JavaType type;

        /** For the annotation. */
        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            JavaType whole = context.getContextualType();
            return new Reader(whole == null ? null : whole.containedType(0));
        }

        @Override
        public Given<?> deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return new Given<>(context.readValue(parser, type));
        }

        @Override
        public Given<?> getNullValue(DeserializationContext context) {
            return new Given<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
