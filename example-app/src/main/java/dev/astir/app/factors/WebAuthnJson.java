package dev.astir.app.factors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** JSON of the ceremonies as browsers write and read it, within the app's own. Thread-safe. */
@Singleton
final class WebAuthnJson {

    private static final Argument<Map<String, Map<String, Object>>> OPTIONS =
            Argument.mapOf(Argument.STRING, Argument.mapOf(String.class, Object.class));

    private final JsonMapper mapper;

    WebAuthnJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** What a browser answered, as it came. */
    String text(Map<String, Object> credential) {
        try {
            return mapper.writeValueAsString(credential);
        } catch (IOException e) {
            throw new IllegalStateException(e); // it was read from JSON
        }
    }

    Map<String, Object> publicKey(PublicKeyCredentialCreationOptions options) {
        try {
            return publicKey(options.toCredentialsCreateJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // of our own making
        }
    }

    Map<String, Object> publicKey(AssertionRequest request) {
        try {
            return publicKey(request.toCredentialsGetJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // of our own making
        }
    }

    private Map<String, Object> publicKey(String options) {
        try {
            return Objects.requireNonNull(mapper.readValue(options, OPTIONS).get("publicKey"));
        } catch (IOException e) {
            throw new IllegalStateException(e); // it was just written
        }
    }
}
