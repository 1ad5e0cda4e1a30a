package dev.astir.app.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.web.Given;
import dev.astir.app.web.IanaTimeZone;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may change of a person; a field that is absent stays as it is. Immutable.
 *
 * @param teamId the team that they are in from now on; null in JSON takes them out of theirs
 */
@Introspected
public record PersonChanges(
        @Nullable Role role,
        @Nullable Standing status,
        @Nullable @IanaTimeZone String timeZone,
        @Nullable @Schema(type = "string", format = "uuid", nullable = true) Given<UUID> teamId) {

    /** Whether somebody who was suspended may come in again. */
    boolean letsIn() {
        return status == Standing.ACTIVE;
    }

    /** Another role, and nothing else. */
    public static PersonChanges ofRole(Role role) {
        return new PersonChanges(role, null, null, null);
    }

    /** What somebody may be made by a change; to remove them is a deed of its own. */
    @Introspected
    public enum Standing {
        @JsonProperty("active")
        ACTIVE(Status.ACTIVE),
        @JsonProperty("suspended")
        SUSPENDED(Status.SUSPENDED);

        private final Status status;

        Standing(Status status) {
            this.status = status;
        }

        Status status() {
            return status;
        }

        /** The name in JSON: lower case. */
        @JsonValue
        public String json() {
            return status.json();
        }
    }
}
