package dev.astir.app.categories;

import dev.astir.app.platform.Background;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobParts;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets history follow the rules: judges pairs of application and site anew, and marks days whose
 * titles and addresses are concerned, in steps of one transaction each: at once after a change, and
 * as a job what was left in the middle. What is to be done stands in the database, so any node goes
 * on with what another left; and a step that is made twice changes nothing. Thread-safe.
 */
@Singleton
class Relabelling implements Job {

    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Relabelling.class);

    private final ListRepository lists;
    private final LabelRepository labels;
    private final RuleSets rules;
    private final Categories categories;
    private final TextSearch search;
    private final Transactions transactions;
    private final Background background;
    private volatile boolean stopped;

    /** Those that this node works for, with how often somebody asked since it began. */
    private final Map<UUID, Integer> asked = new ConcurrentHashMap<>();

    Relabelling(
            ListRepository lists,
            LabelRepository labels,
            RuleSets rules,
            Categories categories,
            TextSearch search,
            Transactions transactions,
            Background background) {
        this.lists = lists;
        this.labels = labels;
        this.rules = rules;
        this.categories = categories;
        this.search = search;
        this.transactions = transactions;
        this.background = background;
    }

    @TransactionalEventListener
    void changed(CategoriesChanged changed) {
        background.execute(() -> followNow(changed.organizationId()));
    }

    private void followNow(UUID organizationId) {
        try {
            follow(organizationId, () -> false);
        } catch (RuntimeException e) {
            // The job makes up for it.
            LOG.warn("History of {} could not follow its rules now", organizationId, e);
        }
    }

    @Override
    public String name() {
        return "relabelling";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(1));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        JobParts parts = new JobParts();
        for (UUID organizationId : transactions.asSystem(lists::unfinished)) {
            parts.attempt(organizationId, () -> follow(organizationId, stopping));
        }
        parts.finish("History of %d of %d organizations could not follow its rules.");
    }

    /** Does all that is to be done for an organization, unless this node is at it. */
    void follow(UUID organizationId, BooleanSupplier stopping) {
        if (asked.merge(organizationId, 1, Integer::sum) > 1) {
            return;
        }
        BooleanSupplier ending = () -> stopped || stopping.getAsBoolean();
        try {
            int times;
            do {
                times = asked.getOrDefault(organizationId, 1);
                while (!ending.getAsBoolean() && step(organizationId)) {
                    LOG.trace("A step for {} is made", organizationId);
                }
                // Somebody who asked in between may have been too late for the last step.
            } while (!ending.getAsBoolean() && !asked.remove(organizationId, times));
        } finally {
            asked.remove(organizationId);
        }
    }

    /** Makes the next step; whether there was one to make. */
    private boolean step(UUID organizationId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    Optional<ListRepository.Row> list = lists.tryToHold(organizationId);
                    return list.isPresent() && (relabel(list.get()) || search.step(list.get()));
                });
    }

    private boolean relabel(ListRepository.Row list) {
        UUID organizationId = list.organizationId();
        List<LabelRepository.Row> stale = labels.stale(organizationId, list.version(), BATCH);
        categories.judge(organizationId, rules.current(organizationId), stale);
        return !stale.isEmpty();
    }

    /** What is left is another node's, or done after the next start. */
    @EventListener
    void stop(ShutdownEvent event) {
        stopped = true;
    }
}
