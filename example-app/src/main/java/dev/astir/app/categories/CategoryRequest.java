package dev.astir.app.categories;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A category as a client sends it. Immutable.
 *
 * @param name blanks around it are dropped
 * @param colour grey when it is absent
 * @param icon a window when it is absent
 * @param teamId of a team's own; without rules it is the team's rating of the organization's
 *     category of this name
 */
@Introspected
public record CategoryRequest(
        @NotBlank @Size(max = 60) @StorableText @SingleLine String name,
        @NotNull Rating rating,
        @Nullable Colour colour,
        @Nullable Icon icon,
        @Nullable UUID teamId,
        @NotNull @Size(max = MAX_RULES) List<@NotNull @Valid Rule> rules) {

    static final int MAX_RULES = 200;

    public CategoryRequest {
        // What is missing is found by the validation, once this exists.
        name = name == null ? name : name.strip();
    }

    /** Whether it says no more than how a team rates what is the organization's. */
    boolean isOverride() {
        return teamId != null && rules.isEmpty();
    }

    Colour colourOrGrey() {
        return colour == null ? Colour.GREY : colour;
    }

    Icon iconOrWindow() {
        return icon == null ? Icon.WINDOW : icon;
    }
}
