package dev.astir.app.presence;

import dev.astir.app.feed.Audience;
import dev.astir.app.feed.FeedTypes;
import dev.astir.app.feed.LiveChannel;
import dev.astir.app.feed.LiveItem;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.platform.Background;
import dev.astir.app.platform.Later;
import dev.astir.app.policies.Promises;
import dev.astir.app.teams.TeamChanged;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Entity;
import dev.astir.stream.EventType;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the organization's feed hears of presence: everybody's on the live channel {@code presence},
 * and an event when somebody switches to another application. Thread-safe.
 */
@Singleton
class PresenceFeed implements LiveChannel {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceFeed.class);
    private static final String CHANNEL = "presence";
    private static final String SWITCHED = "app.switched";

    /** The longest id of an entity. */
    private static final int LONGEST_ID = 200;

    private final OrganizationFeed feed;
    private final PresenceService presence;
    private final PresentPeople people;
    private final AppSwitches switches;
    private final Later later;

    PresenceFeed(
            OrganizationFeed feed,
            PresenceService presence,
            PresentPeople people,
            Background background) {
        this.later = background;
        this.feed = feed;
        this.presence = presence;
        this.people = people;
        this.switches = new AppSwitches(TimeMeter.SYSTEM_NANOTIME, background, this::switched);
    }

    /** The types of the events. */
    @Factory
    static final class Types {
        @Bean
        @Singleton
        FeedTypes presenceTypes() {
            return FeedTypes.reserved(
                            EventType.of(SWITCHED, "⇄", "#0e7490", "{actor} switched to {entity}"))
                    .keptFor(Promises.SWITCHES_KEPT);
        }
    }

    /** Something of a person may look different. */
    @EventListener
    void changed(PresenceChanged changed) {
        String event = changed.turn().map(Enum::name).orElse(null);
        tell(changed.organizationId(), changed.userId(), event);
        if (changed.turn().equals(Optional.of(PresenceTurn.USER_OFFLINE))) {
            switches.forget(changed.userId());
        }
    }

    /** Somebody does something else at a device that is connected to this node. */
    @EventListener
    void reported(DeviceReported report) {
        String app = report.state().app();
        if (report.state().state() == PresenceState.ACTIVE && app != null) {
            DeviceConnection line = report.connection();
            switches.inFront(line.organizationId(), line.userId(), app);
        }
    }

    /** Another node may notice that the person is gone. */
    @EventListener
    void left(DeviceLeft line) {
        UUID userId = line.connection().userId();
        if (!presence.hasLine(userId)) {
            later.run(
                    PresenceService.GRACE,
                    () -> {
                        if (!presence.hasLine(userId)) {
                            switches.forget(userId);
                        }
                    });
        }
    }

    /** Somebody was suspended, is back, is in another team, or works in another zone now. */
    @TransactionalEventListener
    void changed(PersonChanged changed) {
        tell(changed.organizationId(), changed.userId(), null);
    }

    /** Its people are in a team of another name, or in none. */
    @TransactionalEventListener
    void changed(TeamChanged changed) {
        changed.members().forEach(id -> tell(changed.organizationId(), id, null));
    }

    /** What fails here is logged alone: the change is stored, and others listen to it too. */
    private void tell(UUID organizationId, UUID userId, @Nullable String event) {
        try {
            feed.changed(CHANNEL, organizationId, userId.toString(), event);
        } catch (RuntimeException e) {
            LOG.error("The feed did not hear that {} changed", userId, e);
        }
    }

    private void switched(UUID organizationId, UUID userId, String app) {
        String id = app.length() <= LONGEST_ID ? app : app.substring(0, LONGEST_ID);
        feed.publish(
                organizationId,
                ActivityEvent.builder(SWITCHED)
                        .actor(userId.toString())
                        .entity(Entity.of("app", id, app))
                        .audience(Audience.aboutPerson(userId).toArray(String[]::new))
                        .build());
    }

    @Override
    public String name() {
        return CHANNEL;
    }

    @Override
    public Collection<LiveItem> items(UUID organizationId) {
        return people.everybody(organizationId).stream()
                .flatMap(person -> items(person).stream())
                .toList();
    }

    @Override
    public Collection<LiveItem> items(UUID organizationId, Set<String> ids) {
        Set<UUID> some = ids.stream().map(UUID::fromString).collect(Collectors.toSet());
        return people.these(organizationId, some).stream()
                .flatMap(person -> items(person).stream())
                .toList();
    }

    /** A person for everybody; or, where not everybody may see all of it, for two audiences. */
    private static List<LiveItem> items(Presence person) {
        String id = person.userId().toString();
        Presence shown = person.forColleagues();
        return shown.equals(person)
                ? List.of(LiveItem.forEverybody(id, person).looking(person.withoutSignOfLife()))
                : List.of(
                        new LiveItem(id, shown, Set.of(Audience.COLLEAGUES))
                                .looking(shown.withoutSignOfLife()),
                        new LiveItem(id, person, Audience.aboutPerson(person.userId()))
                                .looking(person.withoutSignOfLife()));
    }
}
