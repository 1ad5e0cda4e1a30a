package dev.astir.app.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;

/**
 * A webhook whose secret was made just now. Immutable.
 *
 * @param secret what its deliveries are signed with, shown this once
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record NewWebhook(@JsonUnwrapped Webhook webhook, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "NewWebhook[webhook=" + webhook.id() + "]";
    }
}
