package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.astir.protocol.Enrolment.EnrolRequest;
import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.Enrolment.PolicyOffer;
import dev.astir.protocol.Enrolment.PolicyRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bodies of enrolment; a reader of this class keeps the fields of one of them. */
final class EnrolmentEncoding {

    private @Nullable String token;
    private @Nullable Integer version;
    private @Nullable String text;
    private @Nullable Policy settings;
    private @Nullable String hostname;
    private @Nullable String os;
    private @Nullable Integer acknowledgedPolicy;
    private @Nullable UUID agentId;
    private @Nullable String agentKey;

    private static EnrolmentEncoding fields(MessageReader in) throws IOException {
        EnrolmentEncoding fields = new EnrolmentEncoding();
        in.object(name -> fields.field(name, in));
        return fields;
    }

    private void field(String name, MessageReader in) throws IOException {
        switch (name) {
            case "token" -> token = in.text();
            case "version" -> version = in.integer();
            case "text" -> text = in.text();
            case "settings" -> settings = PolicyEncoding.read(in);
            case "hostname" -> hostname = in.text();
            case "os" -> os = in.text();
            case "acknowledgedPolicy" -> acknowledgedPolicy = in.integer();
            case "agentId" -> agentId = in.uuid();
            case "agentKey" -> agentKey = in.text();
            default -> {}
        }
    }

    static PolicyRequest readPolicyRequest(MessageReader in) throws IOException {
        EnrolmentEncoding fields = fields(in);
        String token = in.required("token", "an enrolment token", fields.token);
        return in.build(() -> new PolicyRequest(token));
    }

    static PolicyOffer readPolicyOffer(MessageReader in) throws IOException {
        EnrolmentEncoding fields = fields(in);
        return new PolicyOffer(
                in.required("version", "a whole number from 1", fields.version),
                in.required("text", "a string", fields.text),
                in.required("settings", "an object", fields.settings));
    }

    static EnrolRequest readEnrolRequest(MessageReader in) throws IOException {
        EnrolmentEncoding fields = fields(in);
        String token = in.required("token", "an enrolment token", fields.token);
        String hostname = in.required("hostname", "1 to 255 characters", fields.hostname);
        String os = in.required("os", "1 to 128 characters", fields.os);
        int version =
                in.required(
                        "acknowledgedPolicy",
                        "the version of the policy that was shown",
                        fields.acknowledgedPolicy);
        return in.build(() -> new EnrolRequest(token, hostname, os, version));
    }

    static Enrolled readEnrolled(MessageReader in) throws IOException {
        EnrolmentEncoding fields = fields(in);
        UUID agentId = in.required("agentId", "a UUID", fields.agentId);
        String agentKey = in.required("agentKey", "a key", fields.agentKey);
        return in.build(() -> new Enrolled(agentId, agentKey));
    }

    static void write(PolicyRequest request, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("token", request.token());
        out.writeEndObject();
    }

    static void write(PolicyOffer offer, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("version", offer.version());
        out.writeStringField("text", offer.text());
        out.writeFieldName("settings");
        PolicyEncoding.write(offer.settings(), out);
        out.writeEndObject();
    }

    static void write(EnrolRequest request, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("token", request.token());
        out.writeStringField("hostname", request.hostname());
        out.writeStringField("os", request.os());
        out.writeNumberField("acknowledgedPolicy", request.acknowledgedPolicy());
        out.writeEndObject();
    }

    static void write(Enrolled enrolled, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("agentId", enrolled.agentId().toString());
        out.writeStringField("agentKey", enrolled.agentKey());
        out.writeEndObject();
    }
}
