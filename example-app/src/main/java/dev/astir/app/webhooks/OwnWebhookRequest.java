package dev.astir.app.webhooks;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Where somebody wants to be told of their alerts. Immutable. */
@Introspected
record OwnWebhookRequest(
        @NotBlank @Size(max = WebhookRequest.LONGEST_URL) @StorableText @SingleLine String url) {

    /** Events about the alerts that its person may see; of which types, they choose elsewhere. */
    static final String ALERTS = "alert.*";

    /** The same as a webhook, which is called as its host. */
    WebhookRequest webhook() {
        return new WebhookRequest(url, List.of(ALERTS), null);
    }
}
