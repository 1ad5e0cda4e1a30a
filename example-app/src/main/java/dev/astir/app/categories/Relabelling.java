package dev.astir.app.categories;

import dev.astir.app.platform.Background;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets history follow the rules: judges pairs of application and site anew, and marks days whose
 * titles and addresses are concerned, in steps of one transaction each. What is to be done stands
 * in the database, so any node goes on with what another left; and a step that is made twice
 * changes nothing. Thread-safe.
 */
@Context
class Relabelling {

    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Relabelling.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ListRepository lists;
    private final LabelRepository labels;
    private final RuleSets rules;
    private final Categories categories;
    private final TextSearch search;
    private final Transactions transactions;
    private final Background background;
    private final ScheduledFuture<?> sweep;
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
            Background background,
            TaskScheduler scheduler) {
        this.lists = lists;
        this.labels = labels;
        this.rules = rules;
        this.categories = categories;
        this.search = search;
        this.transactions = transactions;
        this.background = background;
        this.sweep = scheduler.scheduleWithFixedDelay(INTERVAL, INTERVAL, this::sweep);
    }

    @TransactionalEventListener
    void changed(CategoriesChanged changed) {
        background.execute(() -> follow(changed.organizationId()));
    }

    /** Goes on with what was left in the middle. */
    void sweep() {
        try {
            List<UUID> unfinished = transactions.asSystem(lists::unfinished);
            for (UUID organizationId : unfinished) {
                follow(organizationId);
            }
        } catch (RuntimeException e) {
            // The database may be away for a while; the next minute makes up for it.
            LOG.warn("What follows the rules could not be looked for now: {}", e.toString());
        }
    }

    /** Does all that is to be done for an organization, unless this node is at it. */
    void follow(UUID organizationId) {
        if (asked.merge(organizationId, 1, Integer::sum) > 1) {
            return;
        }
        try {
            int times;
            do {
                times = asked.getOrDefault(organizationId, 1);
                while (!stopped && step(organizationId)) {
                    LOG.trace("A step for {} is made", organizationId);
                }
                // Somebody who asked in between may have been too late for the last step.
            } while (!stopped && !asked.remove(organizationId, times));
        } catch (RuntimeException e) {
            // The next sweep makes up for it.
            asked.remove(organizationId);
            LOG.warn("History of {} could not follow its rules now", organizationId, e);
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
        sweep.cancel(false);
    }
}
