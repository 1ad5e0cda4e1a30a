package dev.astir.app.people;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.astir.app.web.GivenText;
import dev.astir.app.web.IanaTimeZone;
import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people may change of themselves; a field that is absent stays as it is, and blanks around
 * the name are dropped. Immutable.
 *
 * @param timeZone null when it stays; empty, in JSON {@code null}, for the organization's
 */
@Introspected
record ProfileChanges(
        @Nullable @Size(min = 1, max = 200) @StorableText @SingleLine String name,
        @JsonDeserialize(using = GivenText.class)
                @Nullable Optional<@IanaTimeZone String> timeZone) {

    ProfileChanges {
        name = name == null ? null : name.strip();
    }
}
