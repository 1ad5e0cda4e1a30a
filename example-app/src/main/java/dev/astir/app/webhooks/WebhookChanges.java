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

    void apply(Caller caller, Webhook before, WebhookChange change, Instant now) {
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
            Map<String, Object> details = details(name, url, types);
            details.put("before", details(before));
            trail.changed(caller.actor(), "webhook.changed", null, details);
        }
        if (Webhook.PAUSED.equals(change.status()) && before.isActive()) {
            pause(caller, before.id(), name, now);
        } else if (Webhook.ACTIVE.equals(change.status()) && !before.isActive()) {
            resume(caller, before.id(), name, now);
        }
    }

    private void pause(Caller caller, UUID id, String name, Instant now) {
        UUID organizationId = caller.organizationId();
        rows.pause(organizationId, id, Pauses.BY_HAND, now);
        deliveries.rest(organizationId, id);
        trail.changed(
                caller.actor(),
                "webhook.paused",
                null,
                Map.of("name", name, "because", Pauses.BY_HAND));
    }

    /** What waits is due now, but for what is too old. */
    private void resume(Caller caller, UUID id, String name, Instant now) {
        UUID organizationId = caller.organizationId();
        Instant since = now.minus(MAKES_UP);
        long ended = deliveries.endOld(organizationId, id, since, now);
        rows.resume(organizationId, id, since, ended, now);
        deliveries.wake(organizationId, id, now);
        trail.changed(caller.actor(), "webhook.resumed", null, Map.of("name", name));
    }

    /** For the trail. */
    static Map<String, Object> details(Webhook webhook) {
        return details(webhook.name(), webhook.url(), webhook.eventTypes());
    }

    private static Map<String, Object> details(String name, String url, List<String> types) {
        Map<String, Object> details = new HashMap<>();
        details.put("name", name);
        details.put("url", withoutQuery(url));
        details.put("eventTypes", types);
        return details;
    }

    /** Some servers want a secret there. */
    private static String withoutQuery(String url) {
        URI uri = URI.create(url);
        return uri.getRawQuery() == null ? url : url.substring(0, url.indexOf('?')) + "?…";
    }
}
