package dev.astir.app.policies;

import dev.astir.app.feed.FeedTypes;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventType;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** What the organization's feed hears of policies. Thread-safe. */
@Factory
final class PolicyFeed {

    private static final String CHANGED = "policy.changed";

    @Bean
    @Singleton
    FeedTypes policyTypes() {
        return FeedTypes.reserved(
                EventType.of(CHANGED, "📜", "#7c3aed", "{actor} changed what is captured: {entity}")
                        .asImportant());
    }

    static ActivityEvent changed(UUID actor, int version) {
        return ActivityEvent.builder(CHANGED)
                .actor(actor.toString())
                .entity("policy", Integer.toString(version))
                .entityName("policy, version " + version)
                .entityUrl("/policy")
                .metadata(Map.of("version", version))
                .build();
    }
}
