package dev.astir.app.webhooks;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be another of one's own webhook; a field that is absent stays as it is. Immutable. */
@Introspected
record OwnWebhookChange(
        @Nullable @Size(min = 1, max = WebhookRequest.LONGEST_URL) @StorableText @SingleLine
                String url,
        @Nullable @Pattern(regexp = "active|paused", message = "must be active or paused")
                String status) {

    /** The same of any webhook. */
    WebhookChange webhook() {
        return new WebhookChange(url, null, null, status);
    }
}
