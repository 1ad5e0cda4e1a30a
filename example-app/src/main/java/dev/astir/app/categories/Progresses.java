package dev.astir.app.categories;

import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells how far history follows the rules. Thread-safe. */
@Singleton
class Progresses {

    private final ListRepository lists;
    private final Transactions transactions;

    Progresses(ListRepository lists, Transactions transactions) {
        this.lists = lists;
        this.transactions = transactions;
    }

    Progress of(UUID organizationId) {
        return transactions.inOrganization(
                organizationId,
                () ->
                        lists.progress(organizationId)
                                .map(steps ->
                                        new Progress(steps.done(), steps.total(), steps.running()))
                                .orElse(new Progress(0, 0, false)));
    }
}
