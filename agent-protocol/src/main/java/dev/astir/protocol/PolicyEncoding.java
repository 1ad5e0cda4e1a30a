package dev.astir.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy on the wire. A reader of this class reads one policy. */
final class PolicyEncoding {

    private @Nullable Integer version;
    private @Nullable Boolean captureTitles;
    private @Nullable Boolean introspection;
    private @Nullable List<String> neverCapture;
    private @Nullable Integer idleAfterSeconds;

    static Policy read(MessageReader in) throws IOException {
        PolicyEncoding policy = new PolicyEncoding();
        in.object(name -> policy.field(name, in));
        return policy.build(in);
    }

    private void field(String name, MessageReader in) throws IOException {
        switch (name) {
            case "version" -> version = in.integer();
            case "captureTitles" -> captureTitles = in.flag();
            case "introspection" -> introspection = in.flag();
            case "neverCapture" -> neverCapture = in.list(Policy.MAX_NEVER_CAPTURE, in::text);
            case "idleAfterSeconds" -> idleAfterSeconds = in.integer();
            default -> {}
        }
    }

    private Policy build(MessageReader in) {
        int presentVersion = in.required("version", "a whole number from 1", version);
        boolean presentTitles = in.required("captureTitles", "true or false", captureTitles);
        boolean presentIntrospection = in.required("introspection", "true or false", introspection);
        List<String> presentNever = in.required("neverCapture", "an array of names", neverCapture);
        int presentIdle = in.required("idleAfterSeconds", "a number of seconds", idleAfterSeconds);
        return in.build(() ->
                new Policy(
                        presentVersion,
                        presentTitles,
                        presentIntrospection,
                        presentNever,
                        presentIdle));
    }

    static void write(Policy policy, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("version", policy.version());
        out.writeBooleanField("captureTitles", policy.captureTitles());
        out.writeBooleanField("introspection", policy.introspection());
        out.writeArrayFieldStart("neverCapture");
        for (String app : policy.neverCapture()) {
            out.writeString(app);
        }
        out.writeEndArray();
        out.writeNumberField("idleAfterSeconds", policy.idleAfterSeconds());
        out.writeEndObject();
    }
}
