package dev.astir.app.webhooks;

import dev.astir.app.identity.Caller;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * People's own webhooks, one for each at most: they are told of the alerts that their person may
 * see. Methods block. Thread-safe.
 */
@Singleton
class OwnWebhooks {

    private final Webhooks webhooks;
    private final OwnWebhookRepository rows;
    private final Transactions transactions;

    OwnWebhooks(Webhooks webhooks, OwnWebhookRepository rows, Transactions transactions) {
        this.webhooks = webhooks;
        this.rows = rows;
        this.transactions = transactions;
    }

    /** The caller's, if there is one. */
    Optional<Webhook> find(Caller caller) {
        return webhooks.all(Owner.person(caller)).items().stream().findFirst();
    }

    /**
     * The caller's, by its id.
     *
     * @throws ProblemException 404 when there is none
     */
    UUID require(Caller caller) {
        return find(caller).map(Webhook::id).orElseThrow(ProblemException::notFound);
    }

    /** Makes the caller's, as {@link Webhooks#create}. */
    NewWebhook create(Caller caller, OwnWebhookRequest request, Locale locale) {
        return webhooks.create(caller, Owner.person(caller), request.webhook(), locale);
    }

    /** Changes the caller's, as {@link Webhooks#change}. */
    Webhook change(Caller caller, OwnWebhookChange change) {
        return webhooks.change(caller, Owner.person(caller), require(caller), change.webhook());
    }

    /** Gives the caller's another secret, as {@link Webhooks#rotate}. */
    NewWebhook rotate(Caller caller) {
        return webhooks.rotate(caller, Owner.person(caller), require(caller));
    }

    /** Ends the caller's, as {@link Webhooks#delete}. */
    void delete(Caller caller) {
        webhooks.delete(caller, Owner.person(caller), require(caller));
    }

    /** Everybody's, for administrators. */
    Page<OwnWebhook> everyones(Caller caller) {
        UUID organizationId = caller.organizationId();
        return Page.of(transactions.inOrganization(organizationId, () -> rows.all(organizationId)));
    }

    /**
     * Ends somebody's, as an administrator.
     *
     * @throws ProblemException 404 when there is none
     */
    void end(Caller caller, UUID id) {
        OwnWebhook found =
                everyones(caller).items().stream()
                        .filter(webhook -> webhook.id().equals(id))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        webhooks.delete(caller, new Owner(caller.organizationId(), found.userId()), id);
    }
}
