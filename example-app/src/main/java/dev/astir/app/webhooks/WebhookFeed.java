package dev.astir.app.webhooks;

import dev.astir.app.feed.Audience;
import dev.astir.app.feed.FeedTypes;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventType;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** What the organization's feed hears of webhooks. Thread-safe. */
@Factory
final class WebhookFeed {

    private static final String PAUSED = "webhook.paused";

    @Bean
    @Singleton
    FeedTypes webhookTypes() {
        return FeedTypes.reserved(
                EventType.of(PAUSED, "🔌", "#b45309", "Astir paused {entity}: {said}"));
    }

    /** One that the app paused, for managers; a person's own for them alone. */
    static ActivityEvent paused(FailingWebhook webhook, String because) {
        UUID owner = webhook.userId();
        String said =
                because.equals(Pauses.GONE)
                        ? "its server wants to hear nothing more"
                        : "nothing arrived there for too long";
        return ActivityEvent.builder(PAUSED)
                .entity("webhook", webhook.id().toString())
                .entityName("the webhook " + webhook.name())
                .metadata(Map.of("because", because, "said", said))
                .audience(owner == null ? Audience.MANAGERS : Audience.person(owner))
                .build();
    }
}
