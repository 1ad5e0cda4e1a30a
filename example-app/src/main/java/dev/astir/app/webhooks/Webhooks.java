package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.platform.StandardWebhooks;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.StreamPosition;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization's webhooks. Methods block. Thread-safe. */
@Singleton
class Webhooks {

    /** Of one organization. */
    static final int MOST = 20;

    /** For how long a secret signs beside its successor. */
    static final Duration BOTH_SIGN = Duration.ofDays(1);

    /** What figures are about. */
    private static final Duration DAY = Duration.ofDays(1);

    private final WebhookRepository rows;
    private final WebhookSecrets secrets;
    private final Endpoints endpoints;
    private final WebhookChanges changes;
    private final Organizations organizations;
    private final ActivityStream stream;
    private final Trail trail;
    private final Transactions transactions;
    private final WebhookWaking waking;
    private final Clock clock;

    Webhooks(
            WebhookRepository rows,
            WebhookSecrets secrets,
            Endpoints endpoints,
            WebhookChanges changes,
            Organizations organizations,
            ActivityStream stream,
            Trail trail,
            Transactions transactions,
            WebhookWaking waking,
            Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.changes = changes;
        this.organizations = organizations;
        this.stream = stream;
        this.trail = trail;
        this.transactions = transactions;
        this.waking = waking;
        this.clock = clock;
    }

    Page<Webhook> all(UUID organizationId) {
        return Page.of(
                transactions.inOrganization(
                        organizationId,
                        () ->
                                rows.all(organizationId, now().minus(DAY)).stream()
                                        .map(this::withoutEnded)
                                        .toList()));
    }

    /**
     * The webhook.
     *
     * @throws ProblemException 404 when there is none
     */
    Webhook get(UUID organizationId, UUID id) {
        return transactions.inOrganization(organizationId, () -> find(organizationId, id));
    }

    private Webhook find(UUID organizationId, UUID id) {
        return rows.find(organizationId, id, now().minus(DAY))
                .map(this::withoutEnded)
                .orElseThrow(ProblemException::notFound);
    }

    /** A secret whose day is over signs nothing. */
    private Webhook withoutEnded(Webhook webhook) {
        Instant until = webhook.oldSecretUntil();
        return until == null || until.isAfter(now()) ? webhook : webhook.withoutOldSecret();
    }

    /**
     * Makes a webhook, which is told what is published from now on.
     *
     * @param locale of the mail about its troubles
     * @throws ProblemException 409 {@code too-many-webhooks} at {@value #MOST}; else as {@link
     *     Endpoints#require}
     */
    NewWebhook create(Caller caller, WebhookRequest request, Locale locale) {
        UUID organizationId = caller.organizationId();
        List<String> types = WebhookChanges.types(request.eventTypes());
        URI uri = endpoints.require(request.url());
        String name = request.name() == null ? shortened(uri.getHost()) : request.name();
        String language = locale.getLanguage().equals("de") ? "de" : "en";
        UUID id = UUID.randomUUID();
        String secret = StandardWebhooks.generateSecret();
        @Nullable StreamPosition head =
                stream.heads(Set.of(organizationId.toString())).get(organizationId.toString());
        Webhook made =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            // So that those that are made at once count each other.
                            organizations.hold(organizationId);
                            if (rows.count(organizationId) >= MOST) {
                                throw ProblemException.conflict(
                                        "too-many-webhooks",
                                        "There are %d webhooks already.".formatted(MOST));
                            }
                            rows.add(
                                    organizationId,
                                    id,
                                    name,
                                    request.url(),
                                    types,
                                    secrets.seal(secret, organizationId, id),
                                    head == null ? 0 : head.offset(),
                                    language,
                                    caller.userId(),
                                    now());
                            Webhook added = find(organizationId, id);
                            trail.changed(
                                    caller.actor(),
                                    "webhook.created",
                                    null,
                                    WebhookChanges.details(added));
                            return added;
                        });
        waking.wake();
        return new NewWebhook(made, secret);
    }

    /**
     * Changes what is given.
     *
     * @throws ProblemException 404 when there is none; 403 for another address by an API token;
     *     else as {@link Endpoints#require}
     */
    Webhook change(Caller caller, UUID id, WebhookChange change) {
        UUID organizationId = caller.organizationId();
        Webhook before = get(organizationId, id);
        if (change.url() != null && !change.url().equals(before.url())) {
            // What it is told would go on to wherever the token's holder likes.
            caller.requireInPerson("url");
            var unused = endpoints.require(change.url());
        }
        Webhook changed =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            if (rows.hold(organizationId, id) == 0) {
                                throw ProblemException.notFound();
                            }
                            changes.apply(caller, find(organizationId, id), change, now());
                            return find(organizationId, id);
                        });
        waking.wake();
        return changed;
    }

    /**
     * Deletes a webhook with its deliveries.
     *
     * @throws ProblemException 404 when there is none
     */
    void delete(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    Webhook webhook = find(organizationId, id);
                    if (rows.delete(organizationId, id) == 0) {
                        throw ProblemException.notFound();
                    }
                    trail.changed(
                            caller.actor(),
                            "webhook.deleted",
                            null,
                            WebhookChanges.details(webhook));
                });
    }

    /**
     * Makes another secret. Of two that were there, the older one signs nothing any more.
     *
     * @throws ProblemException 404 when there is no such webhook
     */
    NewWebhook rotate(Caller caller, UUID id) {
        UUID organizationId = caller.organizationId();
        String secret = StandardWebhooks.generateSecret();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Instant now = now();
                    if (rows.rotate(
                                    organizationId,
                                    id,
                                    secrets.seal(secret, organizationId, id),
                                    now.plus(BOTH_SIGN),
                                    now)
                            == 0) {
                        throw ProblemException.notFound();
                    }
                    Webhook webhook = find(organizationId, id);
                    trail.changed(
                            caller.actor(),
                            "webhook.secret-changed",
                            null,
                            Map.of("name", webhook.name()));
                    return new NewWebhook(webhook, secret);
                });
    }

    private static String shortened(String host) {
        return host.length() <= WebhookRequest.LONGEST_NAME
                ? host
                : host.substring(0, WebhookRequest.LONGEST_NAME);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
