package dev.astir.app.webhooks;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as an administrator describes it. Immutable.
 *
 * @param eventTypes which events it is told: {@code alert.opened}, {@code session.*}, {@code *}
 * @param name what it is called; the host of its address when this is absent
 */
@Introspected
record WebhookRequest(
        @NotBlank @Size(max = LONGEST_URL) @StorableText @SingleLine String url,
        @NotNull @Size(min = 1, max = MOST_TYPES)
                List<@NotBlank @Size(max = 100) String> eventTypes,
        @Nullable @Size(max = LONGEST_NAME) @StorableText @SingleLine String name) {

    static final int LONGEST_URL = 2_000;
    static final int LONGEST_NAME = 100;
    static final int MOST_TYPES = 50;

    WebhookRequest {
        // What is missing is found by the validation, once this exists.
        url = url == null ? url : url.strip();
        name = name == null || name.isBlank() ? null : name.strip();
    }
}
