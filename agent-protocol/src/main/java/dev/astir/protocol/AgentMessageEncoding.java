package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Agent messages on the wire. The type need not come first, so the fields of all types are kept
 * until the end of the object, and the type decides which of them count.
 */
final class AgentMessageEncoding {

    private final List<ServerMessage.Rejection> unreadable = new ArrayList<>();
    private @Nullable String type;
    private @Nullable UUID agentId;
    private @Nullable String version;
    private @Nullable String os;
    private @Nullable Instant deviceTime;
    private @Nullable Instant at;
    private @Nullable Activity state;
    private @Nullable String app;
    private @Nullable String site;
    private @Nullable String title;
    private @Nullable String media;
    private @Nullable String batchId;
    private @Nullable List<Span> spans;

    static AgentMessage read(MessageReader in) throws IOException {
        AgentMessageEncoding message = new AgentMessageEncoding();
        in.object(name -> message.field(name, in));
        String type = in.required("type", "hello, state, batch", message.type);
        return switch (type) {
            case "hello" -> message.hello(in);
            case "state" -> message.state(in);
            case "batch" -> message.batch(in);
            default -> throw new InvalidMessageException("type", type, "hello, state, batch");
        };
    }

    /** As {@link #read}, where a batch is all that can come: its type may be left out. */
    static Batch readBatch(MessageReader in) throws IOException {
        AgentMessageEncoding message = new AgentMessageEncoding();
        in.object(name -> message.field(name, in));
        if (message.type != null && !message.type.equals("batch")) {
            throw new InvalidMessageException("type", message.type, "batch");
        }
        return message.batch(in);
    }

    private void field(String name, MessageReader in) throws IOException {
        switch (name) {
            case "type" -> type = in.text();
            case "agentId" -> agentId = in.uuid();
            case "version" -> version = in.text();
            case "os" -> os = in.text();
            case "deviceTime" -> deviceTime = in.instant();
            case "at" -> at = in.instant();
            case "state" -> state = in.oneOf(Activity.values());
            case "app" -> app = in.text();
            case "site" -> site = in.text();
            case "title" -> title = in.text();
            case "media" -> media = in.text();
            case "batchId" -> batchId = in.text();
            case "spans" -> spans = spans(in);
            default -> {}
        }
    }

    private List<Span> spans(MessageReader in) throws IOException {
        return in.list(Batch.MAX_SPANS, () -> SpanEncoding.readOrReject(in, unreadable)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Hello hello(MessageReader in) {
        UUID presentId = in.required("agentId", "a UUID", agentId);
        String presentVersion = in.required("version", "1 to 64 characters", version);
        String presentOs = in.required("os", "1 to 128 characters", os);
        Instant presentTime = in.required("deviceTime", "an ISO-8601 instant", deviceTime);
        return in.build(() -> new Hello(presentId, presentVersion, presentOs, presentTime));
    }

    private State state(MessageReader in) {
        Instant presentAt = in.required("at", "an ISO-8601 instant", at);
        Activity presentState = in.required("state", "active, idle, locked, paused", state);
        return in.build(() -> new State(presentAt, presentState, app, site, title, media));
    }

    private Batch batch(MessageReader in) {
        String presentId = in.required("batchId", "1 to 64 characters", batchId);
        List<Span> presentSpans = in.required("spans", "an array of spans", spans);
        return in.build(() -> new Batch(presentId, presentSpans, unreadable));
    }

    static void write(AgentMessage message, JsonGenerator out) throws IOException {
        out.writeStartObject();
        if (message instanceof Hello hello) {
            out.writeStringField("type", "hello");
            out.writeStringField("agentId", hello.agentId().toString());
            out.writeStringField("version", hello.version());
            out.writeStringField("os", hello.os());
            out.writeStringField("deviceTime", hello.deviceTime().toString());
        } else if (message instanceof State state) {
            out.writeStringField("type", "state");
            out.writeStringField("at", state.at().toString());
            out.writeStringField("state", state.state().wireName());
            SpanEncoding.writeContents(
                    state.app(), state.site(), state.title(), state.media(), out);
        } else if (message instanceof Batch batch) {
            out.writeStringField("type", "batch");
            out.writeStringField("batchId", batch.batchId());
            out.writeArrayFieldStart("spans");
            for (Span span : batch.spans()) {
                SpanEncoding.write(span, out);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
