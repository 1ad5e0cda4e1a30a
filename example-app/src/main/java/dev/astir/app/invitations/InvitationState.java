package dev.astir.app.invitations;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** Whether a link can still be used. */
@Introspected
enum InvitationState {
    OPEN,
    EXPIRED,
    /** Who sent it may not invite any more; somebody else can send it again. */
    LAPSED;

    /** In lower case. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
