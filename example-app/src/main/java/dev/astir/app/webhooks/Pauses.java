package dev.astir.app.webhooks;

import dev.astir.app.feed.OrganizationFeed;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.Users;
import dev.astir.app.mail.Mail;
import dev.astir.app.mail.Mailer;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.PublicAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Pauses webhooks at which nothing arrives, in the transaction that found it, and tells of it: the
 * trail, the feed's managers, and by mail who made it; of a person's own only them. Those of
 * somebody who may not come in rest as well. Thread-safe.
 */
@Singleton
class Pauses {

    static final String BY_HAND = "by-hand";
    static final String GONE = "gone";
    static final String FAILING = "failing";
    static final String NO_ACCESS = "no-access";

    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final Users users;
    private final OrganizationFeed feed;
    private final Mailer mailer;
    private final PublicAddress address;
    private final Trail trail;

    Pauses(
            WebhookRepository webhooks,
            DeliveryRepository deliveries,
            Users users,
            OrganizationFeed feed,
            Mailer mailer,
            PublicAddress address,
            Trail trail) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.users = users;
        this.feed = feed;
        this.mailer = mailer;
        this.address = address;
        this.trail = trail;
    }

    /** Pauses it, if there is reason to. */
    void afterFailure(UUID organizationId, FailingWebhook webhook, Attempt attempt, Instant now) {
        if (attempt.isGone()) {
            pause(organizationId, webhook, GONE, now);
        } else if (webhook.isHopeless(now)) {
            pause(organizationId, webhook, FAILING, now);
        }
    }

    private void pause(UUID organizationId, FailingWebhook webhook, String because, Instant now) {
        if (webhooks.pause(organizationId, webhook.id(), because, now) == 0) {
            return;
        }
        deliveries.rest(organizationId, webhook.id());
        trail.changed(
                Actor.app(organizationId),
                "webhook.paused",
                webhook.userId(),
                WebhookChanges.paused(webhook.id(), webhook.name(), because));
        feed.publish(organizationId, WebhookFeed.paused(webhook, because));
        if (mailer.isConfigured()) {
            users.findById(webhook.createdBy())
                    .filter(maker -> maker.status() == Status.ACTIVE)
                    .ifPresent(maker ->
                            mailer.send(
                                    organizationId, mail(webhook, maker.email(), because, now)));
        }
    }

    /** Pauses a person's own: they may not come in now. */
    void withoutAccess(UUID organizationId, UUID userId, Instant now) {
        for (Webhook webhook : webhooks.all(organizationId, userId, now)) {
            if (webhooks.pause(organizationId, webhook.id(), NO_ACCESS, now) > 0) {
                deliveries.rest(organizationId, webhook.id());
                trail.changed(
                        Actor.app(organizationId),
                        "webhook.paused",
                        userId,
                        WebhookChanges.paused(webhook.id(), webhook.name(), NO_ACCESS));
            }
        }
    }

    private Mail mail(FailingWebhook webhook, String to, String because, Instant now) {
        WebhookMailWords words = new WebhookMailWords(webhook.language(), webhook.name());
        String host = String.valueOf(URI.create(webhook.url()).getHost());
        String page =
                webhook.userId() == null ? "/admin/webhooks/" + webhook.id() : "/me/notifications";
        return new Mail(
                to,
                words.subject(),
                words.paragraphs(host, because),
                new Mail.Link(words.open(), address.link(page)),
                words.smallPrint(),
                now.plus(GOOD_FOR));
    }
}
