package dev.astir.app.policies;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import dev.astir.protocol.Policy;
import dev.astir.protocol.Span;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator decides of a policy beside the organization's settings; a field that is
 * absent stays as it is. Immutable.
 *
 * @param neverCapture names of applications whose time only shows as private, in any case; {@code
 *     *} stands for any characters
 * @param additionalText what the organization adds to the text, in its own words
 */
@Introspected
record PolicyRequest(
        @Nullable @Size(max = Policy.MAX_NEVER_CAPTURE)
                List<@NotBlank @Size(max = Span.MAX_NAME_LENGTH) @StorableText @SingleLine String>
                        neverCapture,
        @Nullable @Size(max = 5_000) @StorableText String additionalText) {

    /** Each name once, without blanks around it. */
    static List<String> tidy(List<String> names) {
        Map<String, String> once = new LinkedHashMap<>();
        for (String name : names) {
            once.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), name.strip());
        }
        return List.copyOf(once.values());
    }
}
