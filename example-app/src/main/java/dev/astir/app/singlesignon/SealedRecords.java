package dev.astir.app.singlesignon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.platform.Sealing;
import dev.astir.app.platform.Secrets;
import java.util.Base64;
import java.util.Optional;

/**
 * Records that a browser keeps for us, in cookies: nobody else can make one, or read it.
 * Thread-safe.
 */
final class SealedRecords<T> {

    private static final String CONTEXT = "record";

    private final Sealing sealing;
    private final ObjectMapper json;
    private final Class<T> type;

    /**
     * @param use names the key; see {@link Secrets#key}
     */
    SealedRecords(Secrets secrets, String use, ObjectMapper json, Class<T> type) {
        this.sealing = new Sealing(secrets, use);
        this.json = json;
        this.type = type;
    }

    String seal(T kept) {
        try {
            return OpaqueTokens.encode(sealing.seal(json.writeValueAsString(kept), CONTEXT));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of texts
        }
    }

    /** Empty for what we did not seal. */
    Optional<T> open(String value) {
        try {
            Optional<String> text = sealing.open(Base64.getUrlDecoder().decode(value), CONTEXT);
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json.readValue(text.get(), type));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
