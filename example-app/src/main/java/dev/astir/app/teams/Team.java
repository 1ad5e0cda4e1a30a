package dev.astir.app.teams;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * People who work together, and who manages them, as the API shows it. Immutable.
 *
 * @param name no other team of the organization has it, whatever the case of its letters
 * @param managerIds who sees its people: managers or administrators, in no particular order
 * @param memberCount how many people are in it, suspended ones among them
 */
@Introspected
public record Team(
        UUID id, String name, List<UUID> managerIds, long memberCount, Instant createdAt) {

    public Team {
        managerIds = List.copyOf(managerIds);
    }
}
