package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.ServerMessage.Welcome;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server messages on the wire; built like {@link AgentMessageEncoding}. */
final class ServerMessageEncoding {

    private @Nullable String type;
    private @Nullable Instant serverTime;
    private @Nullable Policy policy;
    private @Nullable Boolean acknowledged;
    private @Nullable String batchId;
    private @Nullable List<String> accepted;
    private @Nullable List<String> duplicates;
    private @Nullable List<Rejection> rejected;

    static ServerMessage read(MessageReader in) throws IOException {
        ServerMessageEncoding message = new ServerMessageEncoding();
        in.object(name -> message.field(name, in));
        String type = in.required("type", "welcome, ack, policy", message.type);
        return switch (type) {
            case "welcome" -> message.welcome(in);
            case "ack" -> message.ack(in);
            case "policy" -> message.policy(in);
            default -> throw new InvalidMessageException("type", type, "welcome, ack, policy");
        };
    }

    private void field(String name, MessageReader in) throws IOException {
        switch (name) {
            case "type" -> type = in.text();
            case "serverTime" -> serverTime = in.instant();
            case "policy" -> policy = PolicyEncoding.read(in);
            case "acknowledged" -> acknowledged = in.flag();
            case "batchId" -> batchId = in.text();
            case "accepted" -> accepted = in.list(AgentMessage.Batch.MAX_SPANS, in::text);
            case "duplicates" -> duplicates = in.list(AgentMessage.Batch.MAX_SPANS, in::text);
            case "rejected" ->
                    rejected = in.list(AgentMessage.Batch.MAX_SPANS, () -> rejection(in));
            default -> {}
        }
    }

    private static Rejection rejection(MessageReader in) throws IOException {
        @Nullable String[] parts = new @Nullable String[2];
        in.object(name -> {
            switch (name) {
                case "id" -> parts[0] = in.text();
                case "problem" -> parts[1] = in.text();
                default -> {}
            }
        });
        return new Rejection(
                in.required("id", "a string", parts[0]),
                in.required("problem", "a string", parts[1]));
    }

    private Welcome welcome(MessageReader in) {
        return new Welcome(
                in.required("serverTime", "an ISO-8601 instant", serverTime),
                in.required("policy", "an object", policy),
                in.required("acknowledged", "true or false", acknowledged));
    }

    private Ack ack(MessageReader in) {
        String presentId = in.required("batchId", "1 to 64 characters", batchId);
        List<String> presentAccepted = in.required("accepted", "an array of ids", accepted);
        List<String> presentDuplicates = in.required("duplicates", "an array of ids", duplicates);
        List<Rejection> presentRejected = in.required("rejected", "an array", rejected);
        return in.build(
                () -> new Ack(presentId, presentAccepted, presentDuplicates, presentRejected));
    }

    private PolicyMessage policy(MessageReader in) {
        return new PolicyMessage(
                in.required("policy", "an object", policy),
                in.required("acknowledged", "true or false", acknowledged));
    }

    static void write(ServerMessage message, JsonGenerator out) throws IOException {
        out.writeStartObject();
        if (message instanceof Welcome welcome) {
            out.writeStringField("type", "welcome");
            out.writeStringField("serverTime", welcome.serverTime().toString());
            writePolicy(welcome.policy(), welcome.acknowledged(), out);
        } else if (message instanceof PolicyMessage changed) {
            out.writeStringField("type", "policy");
            writePolicy(changed.policy(), changed.acknowledged(), out);
        } else if (message instanceof Ack ack) {
            writeAck(ack, out);
        }
        out.writeEndObject();
    }

    private static void writePolicy(Policy policy, boolean acknowledged, JsonGenerator out)
            throws IOException {
        out.writeFieldName("policy");
        PolicyEncoding.write(policy, out);
        out.writeBooleanField("acknowledged", acknowledged);
    }

    private static void writeAck(Ack ack, JsonGenerator out) throws IOException {
        out.writeStringField("type", "ack");
        out.writeStringField("batchId", ack.batchId());
        writeIds("accepted", ack.accepted(), out);
        writeIds("duplicates", ack.duplicates(), out);
        out.writeArrayFieldStart("rejected");
        for (Rejection rejection : ack.rejected()) {
            out.writeStartObject();
            out.writeStringField("id", rejection.id());
            out.writeStringField("problem", rejection.problem());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeIds(String name, List<String> ids, JsonGenerator out)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (String id : ids) {
            out.writeString(id);
        }
        out.writeEndArray();
    }
}
