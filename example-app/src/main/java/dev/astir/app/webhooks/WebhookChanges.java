package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one webhook that is held, in the caller's transaction of the organization.
 * Thread-safe.
 */
@Singleton
class WebhookChanges {

    /** What was published longer ago is not told to one that is resumed. */
    static final Duration MAKES_UP = Duration.ofDays(3);

    private final WebhookRepository rows;
    private final DeliveryRepository deliveries;
    private final Trail trail;

    WebhookChanges(WebhookRepository rows, DeliveryRepository deliveries, Trail trail) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.trail = trail;
    }

    /**
     * The types, each once.
     *
     * @throws ProblemException 400 when one is no type of an event
     */
    static List<String> types(List<String> wanted) {
        List<String> types = wanted.stream().map(String::strip).distinct().toList();
        for (String type : types) {
            try {
                var unused = EventFilter.types(type);
            } catch (InvalidInputException e) {
                throw ProblemException.invalid(
                        "eventTypes", type, "types such as alert.opened, session.* or *");
            }
        }
        return types;
    }

    void apply(Caller caller, Owner owner, Webhook before, WebhookChange change, Instant now) {
        String name = Objects.requireNonNullElse(change.name(), before.name());
        String url = Objects.requireNonNullElse(change.url(), before.url());
        @Nullable List<String> wanted = change.eventTypes();
        List<String> types = wanted == null ? before.eventTypes() : types(wanted);
        boolean isAnother =
                !name.equals(before.name())
                        || !url.equals(before.url())
                        || !types.equals(before.eventTypes());
        if (isAnother) {
            rows.describe(caller.organizationId(), before.id(), name, url, types, now);
            Map<String, Object> details = details(owner, before.id(), name, url, types);
            details.put("before", details(owner, before));
            trail.changed(caller.actor(), "webhook.changed", owner.userId(), details);
        }
        if (Webhook.PAUSED.equals(change.status()) && before.isActive()) {
            pause(caller, owner, before.id(), name, now);
        } else if (Webhook.ACTIVE.equals(change.status()) && !before.isActive()) {
            resume(caller, owner, before.id(), name, now);
        }
    }

    private void pause(Caller caller, Owner owner, UUID id, String name, Instant now) {
        UUID organizationId = owner.organizationId();
        rows.pause(organizationId, id, Pauses.BY_HAND, now);
        deliveries.rest(organizationId, id);
        trail.changed(
                caller.actor(), "webhook.paused", owner.userId(), paused(id, name, Pauses.BY_HAND));
    }

    /** What waits is due now, but for what is too old. */
    private void resume(Caller caller, Owner owner, UUID id, String name, Instant now) {
        UUID organizationId = owner.organizationId();
        Instant since = now.minus(MAKES_UP);
        long ended = deliveries.endOld(organizationId, id, since, now);
        rows.resume(organizationId, id, since, ended, now);
        deliveries.wake(organizationId, id, now);
        trail.changed(caller.actor(), "webhook.resumed", owner.userId(), named(id, name));
    }

    /** For the trail. */
    static Map<String, Object> details(Owner owner, Webhook webhook) {
        return details(owner, webhook.id(), webhook.name(), webhook.url(), webhook.eventTypes());
    }

    /** For the trail: which one it was. */
    static Map<String, Object> named(UUID id, String name) {
        Map<String, Object> details = new HashMap<>();
        details.put("webhookId", id);
        details.put("name", name);
        return details;
    }

    /** For the trail: which one rests, and why. */
    static Map<String, Object> paused(UUID id, String name, String because) {
        Map<String, Object> details = named(id, name);
        details.put("because", because);
        return details;
    }

    private static Map<String, Object> details(
            Owner owner, UUID id, String name, String url, List<String> types) {
        Map<String, Object> details = named(id, name);
        details.put("url", owner.isPerson() ? place(url) : withoutQuery(url));
        details.put("eventTypes", types);
        return details;
    }

    /** Whoever reads the trail need not know more of what is somebody's own. */
    private static String place(String url) {
        URI uri = URI.create(url);
        return "%s://%s/…".formatted(uri.getScheme(), uri.getRawAuthority());
    }

    /** Some servers want a secret there. */
    private static String withoutQuery(String url) {
        URI uri = URI.create(url);
        return uri.getRawQuery() == null ? url : url.substring(0, url.indexOf('?')) + "?…";
    }
}
