package dev.astir.app.invitations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a link can still be used. */
@Introspected
enum InvitationState {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("expired")
    EXPIRED,
    /** Who sent it may not invite any more; somebody else can send it again. */
    @JsonProperty("lapsed")
    LAPSED;

    /** In lower case. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
