package dev.astir.app.identity;

import dev.astir.app.tenancy.Transactions;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * People as a request of theirs would find them, for what is done for them while they are not here.
 * Read anew each time. Thread-safe.
 */
@Singleton
public class Callers {

    private final CallerRepository rows;
    private final Transactions transactions;

    Callers(CallerRepository rows, Transactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    /**
     * Somebody who may come in.
     *
     * @param caller as if they were here themselves
     * @param setupRequired whether they may do nothing but set up a second factor
     */
    public record Standing(Caller caller, boolean setupRequired) {}

    /** Empty for somebody who may not come in, or does not exist. */
    public Optional<Standing> find(UUID organizationId, UUID userId) {
        return transactions
                .inOrganization(organizationId, () -> rows.find(userId))
                .map(holder -> new Standing(holder.caller(), holder.setupRequired()));
    }
}
