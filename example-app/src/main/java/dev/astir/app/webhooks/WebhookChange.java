package dev.astir.app.webhooks;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be another of a webhook; a field that is absent stays as it is. Immutable. */
@Introspected
record WebhookChange(
        @Nullable @Size(min = 1, max = WebhookRequest.LONGEST_URL) @StorableText @SingleLine
                String url,
        @Nullable @Size(min = 1, max = WebhookRequest.MOST_TYPES)
                List<@NotBlank @Size(max = 100) String> eventTypes,
        @Nullable @Size(min = 1, max = WebhookRequest.LONGEST_NAME) @StorableText @SingleLine
                String name,
        @Nullable @Pattern(regexp = "active|paused", message = "must be active or paused")
                String status) {

    WebhookChange {
        url = url == null ? null : url.strip();
        name = name == null ? null : name.strip();
    }

    /** The same, with this name. */
    WebhookChange named(String another) {
        return new WebhookChange(url, eventTypes, another, status);
    }
}
