package dev.astir.app.integrations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.web.ProblemException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">CloudEvents
 * 1.0 over HTTP</a>, one a request: structured as JSON, or binary with the attributes in headers.
 * Thread-safe.
 */
final class CloudEventShape implements Shape {

    static final String STRUCTURED = JsonFormat.CONTENT_TYPE;

    private static final String ATTRIBUTE = "ce-";
    private static final String VERSION = "ce-specversion";

    private final JsonFormat format = new JsonFormat();

    @Override
    public Reading read(Delivery delivery) {
        CloudEvent event;
        try {
            event =
                    delivery.mediaType().equals(STRUCTURED)
                            ? structured(delivery.body())
                            : binary(delivery);
        } catch (EventDeserializationException
                | CloudEventRWException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw ProblemException.malformed(
                    "It is no event of CloudEvents 1.0: " + Fitting.line(reason(e), Fitting.NAME));
        }
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw ProblemException.malformed("Only CloudEvents 1.0 are taken.");
        }
        return new Reading.Event(event.getSource() + " " + event.getId(), draft(event));
    }

    private CloudEvent structured(byte[] body) {
        // Its own parser knows less of bounds.
        BoundedJson.object(body);
        return format.deserialize(body);
    }

    private static CloudEvent binary(Delivery delivery) {
        String version =
                delivery.header(VERSION)
                        .orElseThrow(() ->
                                ProblemException.unsupportedMediaType(
                                        ("The body must be %s, or the event's attributes must be in"
                                                        + " headers (ce-id, ce-source, ce-type,"
                                                        + " ce-specversion); batches are not taken.")
                                                .formatted(STRUCTURED)));
        CloudEventBuilder builder = CloudEventBuilder.fromSpecVersion(SpecVersion.parse(version));
        delivery.headers()
                .forEach((name, value) -> {
                    if (name.startsWith(ATTRIBUTE) && !name.equals(VERSION)) {
                        builder.withContextAttribute(
                                name.substring(ATTRIBUTE.length()), decoded(value));
                    }
                });
        if (!delivery.mediaType().isEmpty()) {
            builder.withDataContentType(delivery.headers().get("content-type"));
        }
        return delivery.body().length == 0
                ? builder.build()
                : builder.withData(delivery.body()).build();
    }

    /** Headers have what is not ASCII percent-encoded. */
    private static String decoded(String value) {
        return value.indexOf('%') < 0 ? value : URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    }

    private static Draft draft(CloudEvent event) {
        String subject = Fitting.line(event.getSubject(), Fitting.KEY);
        String source = event.getSource().toString();
        Draft draft =
                Draft.of(event.getType())
                        .message(
                                "%s: %s"
                                        .formatted(
                                                event.getType(),
                                                subject == null ? source : subject))
                        .entity("subject", subject, subject)
                        .metadata(metadata(event))
                        .metadata("source", source);
        return event.getTime() == null ? draft : draft.at(event.getTime().toInstant());
    }

    private static Map<String, Object> metadata(CloudEvent event) {
        CloudEventData data = event.getData();
        if (data == null) {
            return Map.of();
        }
        String type = mediaType(event.getDataContentType());
        if (type.isEmpty() || type.equals("application/json") || type.endsWith("+json")) {
            JsonNode json = BoundedJson.read(data.toBytes());
            return BoundedMetadata.of(json);
        }
        Map<String, Object> text = new LinkedHashMap<>();
        if (type.startsWith("text/")) {
            String line = Fitting.line(new String(data.toBytes(), UTF_8), Fitting.MESSAGE);
            if (line != null) {
                text.put("data", line);
            }
        } else {
            text.put(BoundedMetadata.DROPPED, List.of("data"));
        }
        return text;
    }

    private static String mediaType(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType;
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String reason(RuntimeException failure) {
        Throwable cause = failure.getCause();
        Throwable telling = cause == null ? failure : cause;
        return String.valueOf(telling.getMessage()).lines().findFirst().orElse("");
    }
}
