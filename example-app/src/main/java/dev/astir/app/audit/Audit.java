package dev.astir.app.audit;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.Page;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an organization's trail. Methods block. Thread-safe. */
@Singleton
public class Audit {

    private final AuditRepository entries;
    private final Transactions transactions;

    Audit(AuditRepository entries, Transactions transactions) {
        this.entries = entries;
        this.transactions = transactions;
    }

    /**
     * Entries, newest first.
     *
     * @param after the last id of the page before; null for the first page
     */
    Page<AuditEntry> page(
            UUID organizationId, AuditFilter filter, @Nullable UUID after, int limit) {
        List<AuditEntry> found =
                transactions.inOrganization(
                        organizationId, () -> read(organizationId, filter, after, limit + 1));
        return Page.of(found, limit, entry -> entry.id().toString());
    }

    /**
     * Changes that concern a person, and views of their data, newest first.
     *
     * @param after the last id of the page before; null for the first page
     */
    public Page<AuditEntry> about(
            UUID organizationId, UUID personId, @Nullable UUID after, int limit) {
        return page(
                organizationId,
                AuditFilter.of(null, null, null, personId, null, null),
                after,
                limit);
    }

    /**
     * What a person changed and looked at, newest first.
     *
     * @param after the last id of the page before; null for the first page
     */
    public Page<AuditEntry> by(UUID organizationId, UUID actorId, @Nullable UUID after, int limit) {
        return page(
                organizationId,
                AuditFilter.of(null, null, actorId, null, null, null),
                after,
                limit);
    }

    private List<AuditEntry> read(
            UUID organization, AuditFilter filter, @Nullable UUID after, int limit) {
        if (filter.personId() != null) {
            return entries.pageAbout(
                    organization,
                    filter.personId(),
                    filter.actorId(),
                    filter.from(),
                    filter.to(),
                    filter.action(),
                    filter.kind(),
                    after,
                    limit);
        }
        return filter.actorId() == null
                ? entries.page(
                        organization,
                        filter.from(),
                        filter.to(),
                        filter.action(),
                        filter.kind(),
                        after,
                        limit)
                : entries.pageBy(
                        organization,
                        filter.actorId(),
                        filter.from(),
                        filter.to(),
                        filter.action(),
                        filter.kind(),
                        after,
                        limit);
    }
}
