package dev.astir.tracker.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * A place between two clients of a list that is ordered by their last-seen times, and by their ids
 * where these are equal. It stays where it is when rows come, go and move. Immutable, so safe for
 * use by several threads.
 *
 * @param lastSeen the last-seen time of the client before this place
 * @param clientId the id of the client before this place
 */
public record ClientActivityCursor(Instant lastSeen, String clientId) {

    /**
     * Makes a cursor.
     *
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the id is not text that PostgreSQL can keep
     */
    public ClientActivityCursor {
        Objects.requireNonNull(lastSeen, "lastSeen");
        Objects.requireNonNull(clientId, "clientId");
        if (!TextLimits.isStorable(clientId)) {
            throw new IllegalArgumentException(
                    "clientId must be Unicode text without NUL, but is \"" + clientId + '"');
        }
    }

    /** The place after this client. */
    static ClientActivityCursor after(ClientActivity client) {
        return new ClientActivityCursor(client.lastSeen(), client.clientId());
    }

    /** The cursor as one word of letters, digits, {@code -} and {@code _}, for a URL perhaps. */
    public String token() {
        String text = lastSeen + " " + clientId;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #token} gave.
     *
     * @throws IllegalArgumentException if this is something else
     */
    public static ClientActivityCursor parse(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            int space = text.indexOf(' ');
            return new ClientActivityCursor(
                    Instant.parse(text.substring(0, Math.max(space, 0))),
                    text.substring(space + 1));
        } catch (IllegalArgumentException | CharacterCodingException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "cursor must be one that a page gave, but is \"" + token + '"', e);
        }
    }
}
