package dev.astir.app.presence;

import dev.astir.app.feed.Audience;
import dev.astir.app.feed.FeedTypes;
import dev.astir.app.feed.LiveChannel;
import dev.astir.app.feed.LiveItem;
import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.platform.Background;
import dev.astir.app.policies.Promises;
import dev.astir.app.teams.TeamChanged;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.Entity;
import dev.astir.stream.EventType;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
    private final AppSwitches switches;
    private final Background background;

    PresenceFeed(OrganizationFeed feed, PresenceService presence, Background background) {
        this.feed = feed;
        this.presence = presence;
        this.background = background;
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

    /** What fails here is logged alone: the change is stored, and others listen to it too. */
    @TransactionalEventListener
    void changed(PresenceChanged changed) {
        try {
            show(changed);
        } catch (RuntimeException e) {
            LOG.error("The feed did not hear that {} changed", changed.presence().userId(), e);
        }
    }

    /** Somebody was suspended, is back, is in another team, or works in another zone now. */
    @TransactionalEventListener
    void changed(PersonChanged changed) {
        background.execute(() -> tell(changed.organizationId(), changed.userId()));
    }

    /** Its people are in a team of another name, or in none. */
    @TransactionalEventListener
    void changed(TeamChanged changed) {
        background.execute(
                () -> changed.members().forEach(id -> tell(changed.organizationId(), id)));
    }

    private void tell(UUID organizationId, UUID userId) {
        try {
            if (presence.tell(organizationId, userId).isEmpty()) {
                LiveItem gone = LiveItem.forEverybody(userId.toString(), Map.of());
                feed.remove(CHANNEL, organizationId, gone);
            }
        } catch (RuntimeException e) {
            LOG.error("The feed did not hear that {} changed", userId, e);
        }
    }

    private void show(PresenceChanged changed) {
        Presence person = changed.presence();
        String turn = changed.turn().map(Enum::name).orElse(null);
        for (LiveItem item : items(person)) {
            feed.put(CHANNEL, changed.organizationId(), item, isSecond(item) ? null : turn);
        }
        String app = person.app();
        if (person.state() == PresenceState.OFFLINE) {
            switches.forget(person.userId());
        } else if (person.state() == PresenceState.ACTIVE && app != null) {
            switches.inFront(changed.organizationId(), person.userId(), app);
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
        return presence.everybody(organizationId).stream()
                .flatMap(person -> items(person).stream())
                .toList();
    }

    /**
     * A person for everybody; or, where not everybody may see all of it, for each of three. Who is
     * of the last is of the first too: they hear what happened once, and end with all of it.
     */
    private static List<LiveItem> items(Presence person) {
        String id = person.userId().toString();
        Presence shown = person.forColleagues();
        return shown.equals(person)
                ? List.of(LiveItem.forEverybody(id, person))
                : List.of(
                        new LiveItem(id, shown, Set.of(Audience.COLLEAGUES)),
                        new LiveItem(id, person, Set.of(Audience.MANAGERS)),
                        new LiveItem(
                                id,
                                person,
                                Set.of(
                                        Audience.managersOf(person.userId()),
                                        Audience.person(person.userId()))));
    }

    private static boolean isSecond(LiveItem item) {
        return item.audience().contains(Audience.person(UUID.fromString(item.id())));
    }
}
