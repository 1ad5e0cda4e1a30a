package dev.astir.app.devices;

import dev.astir.app.feed.FeedTypes;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Entity;
import dev.astir.stream.EventType;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What the organization's feed hears of devices. Thread-safe. */
@Factory
final class DeviceFeed {

    private static final String ENROLLED = "agent.enrolled";

    @Bean
    @Singleton
    FeedTypes deviceTypes() {
        return FeedTypes.reserved(
                EventType.of(ENROLLED, "🖥", "#1d4ed8", "{actor} connected the device {entity}")
                        .asImportant());
    }

    static ActivityEvent enrolled(UUID userId, String userName, UUID deviceId, String hostname) {
        return ActivityEvent.builder(ENROLLED)
                .actor(userId.toString(), userName)
                .entity(Entity.of("agent", deviceId.toString(), hostname))
                .build();
    }
}
