package dev.astir.app.categories;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A category, as the API shows it. Immutable.
 *
 * @param teamId whose own it is; null for the organization's
 * @param overrides the organization's category whose rating this is for the team; null for a
 *     category of its own
 * @param rules the first that matches decides
 */
@Introspected
public record Category(
        UUID id,
        String name,
        Rating rating,
        Colour colour,
        Icon icon,
        @Nullable UUID teamId,
        @Nullable UUID overrides,
        List<Rule> rules) {

    public Category {
        rules = List.copyOf(rules);
    }
}
