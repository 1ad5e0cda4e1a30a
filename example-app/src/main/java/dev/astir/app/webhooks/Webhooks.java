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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization's webhooks, and its people's own. Methods block. Thread-safe. */
@Singleton
class Webhooks {

    /** Of one organization. */
    static final int MOST = 20;

    /** Of one person's own. */
    static final int MOST_OF_PERSON = 1;

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

    Page<Webhook> all(Owner owner) {
        UUID organizationId = owner.organizationId();
        return Page.of(
                transactions.inOrganization(
                        organizationId,
                        () ->
                                rows.all(organizationId, owner.userId(), now().minus(DAY)).stream()
                                        .map(this::withoutEnded)
                                        .toList()));
    }

    /**
     * The webhook.
     *
     * @throws ProblemException 404 when there is none
     */
    Webhook get(Owner owner, UUID id) {
        return transactions.inOrganization(owner.organizationId(), () -> find(owner, id));
    }

    private Webhook find(Owner owner, UUID id) {
        return rows.find(owner.organizationId(), owner.userId(), id, now().minus(DAY))
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
     * @throws ProblemException 409 {@code too-many-webhooks} at {@value #MOST} of an organization
     *     or {@value #MOST_OF_PERSON} of a person; else as {@link Endpoints#require}
     */
    NewWebhook create(Caller caller, Owner owner, WebhookRequest request, Locale locale) {
        UUID organizationId = owner.organizationId();
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
                            requireRoom(owner);
                            rows.add(
                                    organizationId,
                                    owner.userId(),
                                    id,
                                    name,
                                    request.url(),
                                    types,
                                    secrets.seal(secret, organizationId, id),
                                    head == null ? 0 : head.offset(),
                                    language,
                                    caller.userId(),
                                    now());
                            Webhook added = find(owner, id);
                            trail.changed(
                                    caller.actor(),
                                    "webhook.created",
                                    owner.userId(),
                                    WebhookChanges.details(owner, added));
                            return added;
                        });
        waking.wake();
        return new NewWebhook(made, secret);
    }

    private void requireRoom(Owner owner) {
        int most = owner.isPerson() ? MOST_OF_PERSON : MOST;
        if (rows.count(owner.organizationId(), owner.userId()) >= most) {
            throw ProblemException.conflict(
                    "too-many-webhooks",
                    owner.isPerson()
                            ? "You have a webhook already."
                            : "There are %d webhooks already.".formatted(MOST));
        }
    }

    /**
     * Changes what is given; a person's own is called as its host.
     *
     * @throws ProblemException 404 when there is none; 403 for another address by an API token;
     *     else as {@link Endpoints#require}
     */
    Webhook change(Caller caller, Owner owner, UUID id, WebhookChange wanted) {
        UUID organizationId = owner.organizationId();
        Webhook before = get(owner, id);
        WebhookChange change = wanted;
        if (change.url() != null && !change.url().equals(before.url())) {
            // What it is told would go on to wherever the token's holder likes.
            caller.requireInPerson("url");
            URI uri = endpoints.require(change.url());
            if (owner.isPerson()) {
                change = change.named(shortened(uri.getHost()));
            }
        }
        WebhookChange applied = change;
        Webhook changed =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            if (rows.hold(organizationId, id) == 0) {
                                throw ProblemException.notFound();
                            }
                            changes.apply(caller, owner, find(owner, id), applied, now());
                            return find(owner, id);
                        });
        waking.wake();
        return changed;
    }

    /**
     * Deletes a webhook with its deliveries.
     *
     * @throws ProblemException 404 when there is none
     */
    void delete(Caller caller, Owner owner, UUID id) {
        UUID organizationId = owner.organizationId();
        transactions.inOrganization(
                organizationId,
                () -> {
                    Webhook webhook = find(owner, id);
                    if (rows.delete(organizationId, id) == 0) {
                        throw ProblemException.notFound();
                    }
                    trail.changed(
                            caller.actor(),
                            "webhook.deleted",
                            owner.userId(),
                            WebhookChanges.details(owner, webhook));
                });
    }

    /**
     * Makes another secret. Of two that were there, the older one signs nothing any more.
     *
     * @throws ProblemException 404 when there is no such webhook
     */
    NewWebhook rotate(Caller caller, Owner owner, UUID id) {
        UUID organizationId = owner.organizationId();
        String secret = StandardWebhooks.generateSecret();
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Instant now = now();
                    var unused = find(owner, id);
                    if (rows.rotate(
                                    organizationId,
                                    id,
                                    secrets.seal(secret, organizationId, id),
                                    now.plus(BOTH_SIGN),
                                    now)
                            == 0) {
                        throw ProblemException.notFound();
                    }
                    Webhook webhook = find(owner, id);
                    trail.changed(
                            caller.actor(),
                            "webhook.secret-changed",
                            owner.userId(),
                            WebhookChanges.named(webhook.id(), webhook.name()));
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
