package dev.astir.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** How Jackson maps this protocol's records: no value is taken for one of another type. */
final class StrictMapper {

    private static final List<LogicalType> SCALARS =
            List.of(LogicalType.Textual, LogicalType.Boolean, LogicalType.Integer);

    static ObjectMapper of(JsonFactory factory) {
        JsonMapper.Builder builder =
                JsonMapper.builder(factory)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                        .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_NULL)
                        .addModule(texts());
        for (LogicalType type : SCALARS) {
            builder.withCoercionConfig(type, StrictMapper::refuse);
        }
        return builder.build();
    }

    private static void refuse(MutableCoercionConfig config) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    private static SimpleModule texts() {
        return new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addDeserializer(
                        Instant.class,
                        // An offset is fine too: other clients than ours do not all write Z.
                        new TextReader<>(
                                text -> OffsetDateTime.parse(text).toInstant(),
                                "an ISO-8601 instant such as 2026-01-31T09:30:00Z"))
                .addDeserializer(UUID.class, new TextReader<>(StrictMapper::uuid, "a UUID"))
                .addDeserializer(
                        AgentMessage.Activity.class,
                        TextReader.oneOf(
                                AgentMessage.Activity.values(), AgentMessage.Activity::wireName))
                .addDeserializer(
                        Idle.Decision.class,
                        TextReader.oneOf(Idle.Decision.values(), Idle.Decision::wireName))
                .addDeserializer(
                        Span.Kind.class, TextReader.oneOf(Span.Kind.values(), Span.Kind::wireName));
    }

    /** Without the short forms that the JDK lets through. */
    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(text);
        }
        return uuid;
    }

    private StrictMapper() {}
}
