package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A span on the wire. A reader of this class reads one span. */
final class SpanEncoding {

    private @Nullable String id;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private Span.@Nullable Kind kind;
    private @Nullable String app;
    private @Nullable String site;
    private @Nullable String title;
    private @Nullable String media;

    static Span read(MessageReader in) throws IOException {
        SpanEncoding encoding = new SpanEncoding();
        in.object(name -> encoding.field(name, in));
        return encoding.build(in);
    }

    /** Reads a span, or, where it has an id and breaks the protocol elsewhere, its rejection. */
    static Optional<Span> readOrReject(MessageReader in, List<ServerMessage.Rejection> rejections)
            throws IOException {
        SpanEncoding encoding = new SpanEncoding();
        InvalidMessageException[] first = new InvalidMessageException[1];
        in.object(name -> {
            try {
                encoding.field(name, in);
            } catch (InvalidMessageException e) {
                first[0] = first[0] == null ? e : first[0];
            }
        });
        InvalidMessageException problem = first[0];
        if (problem == null) {
            try {
                return Optional.of(encoding.build(in));
            } catch (InvalidMessageException e) {
                problem = e;
            }
        }
        String id = encoding.id;
        if (id == null || id.isBlank() || id.length() > Span.MAX_ID_LENGTH) {
            throw problem;
        }
        rejections.add(new ServerMessage.Rejection(id, String.valueOf(problem.getMessage())));
        return Optional.empty();
    }

    private void field(String name, MessageReader in) throws IOException {
        switch (name) {
            case "id" -> id = in.text();
            case "start" -> start = in.instant();
            case "end" -> end = in.instant();
            case "kind" -> kind = in.oneOf(Span.Kind.values());
            case "app" -> app = in.text();
            case "site" -> site = in.text();
            case "title" -> title = in.text();
            case "media" -> media = in.text();
            default -> {}
        }
    }

    private Span build(MessageReader in) {
        String presentId = in.required("id", "1 to " + Span.MAX_ID_LENGTH + " characters", id);
        Instant presentStart = in.required("start", "an ISO-8601 instant", start);
        Instant presentEnd = in.required("end", "an ISO-8601 instant", end);
        Span.Kind presentKind = in.required("kind", "active, idle, private", kind);
        return in.build(() ->
                new Span(
                        presentId, presentStart, presentEnd, presentKind, app, site, title, media));
    }

    static void write(Span span, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", span.id());
        out.writeStringField("start", span.start().toString());
        out.writeStringField("end", span.end().toString());
        out.writeStringField("kind", span.kind().wireName());
        writeContents(span.app(), span.site(), span.title(), span.media(), out);
        out.writeEndObject();
    }

    /** What spans and states have in common; what is unknown is left out. */
    static void writeContents(
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String media,
            JsonGenerator out)
            throws IOException {
        writeOptional("app", app, out);
        writeOptional("site", site, out);
        writeOptional("title", title, out);
        writeOptional("media", media, out);
    }

    private static void writeOptional(String name, @Nullable String value, JsonGenerator out)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
