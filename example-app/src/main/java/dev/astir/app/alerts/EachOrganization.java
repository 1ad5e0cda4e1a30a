package dev.astir.app.alerts;

import dev.astir.app.platform.JobParts;
import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks after one organization after the other; what fails in one keeps no other. Thread-safe. */
@Singleton
class EachOrganization {

    private final Transactions transactions;

    EachOrganization(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Does the work in each organization.
     *
     * @param which asked as system
     * @throws dev.astir.app.platform.JobFailedException after the last one, when it failed in some
     */
    void run(Supplier<List<UUID>> which, BooleanSupplier stopping, Consumer<UUID> work) {
        JobParts parts = new JobParts();
        for (UUID organization : transactions.asSystem(which)) {
            if (stopping.getAsBoolean()) {
                return;
            }
            parts.attempt(organization, () -> work.accept(organization));
        }
        parts.finish("The alerts of %d of %d organizations could not be looked after.");
    }
}
