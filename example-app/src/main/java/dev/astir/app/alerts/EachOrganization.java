package dev.astir.app.alerts;

import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after one organization after the other; what fails in one keeps no other. Thread-safe. */
@Singleton
class EachOrganization {

    private static final Logger LOG = LoggerFactory.getLogger(EachOrganization.class);

    private final Transactions transactions;

    EachOrganization(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Does the work in each organization.
     *
     * @param which asked as system
     * @throws IllegalStateException after the last one, when it failed in some
     */
    void run(Supplier<List<UUID>> which, BooleanSupplier stopping, Consumer<UUID> work) {
        int failed = 0;
        @Nullable RuntimeException first = null;
        List<UUID> all = transactions.asSystem(which);
        for (UUID organization : all) {
            if (stopping.getAsBoolean()) {
                break;
            }
            try {
                work.accept(organization);
            } catch (RuntimeException e) {
                LOG.warn("The alerts of {} could not be looked after now", organization, e);
                first = first == null ? e : first;
                failed++;
            }
        }
        if (first != null) {
            throw new IllegalStateException(
                    "failed in %d of %d organizations".formatted(failed, all.size()), first);
        }
    }
}
