package dev.astir.app.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is answered. Immutable.
 *
 * @param id of the event in the feed; null for what is no event
 * @param duplicate whether it was there already, by the sender's id
 * @param ignored why it is no event; absent for an event
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Receipt(
        @Nullable UUID id,
        boolean duplicate,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) String ignored) {

    static Receipt accepted(UUID id) {
        return new Receipt(id, false, null);
    }

    static Receipt duplicate(UUID id) {
        return new Receipt(id, true, null);
    }

    static Receipt ignored(String why) {
        return new Receipt(null, false, why);
    }
}
