package dev.astir.app.sessions;

import dev.astir.app.feed.OwnThings;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.digest.Thing;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The projects and tasks that somebody's sessions were for lately. Thread-safe. */
@Singleton
class WorkedOn implements OwnThings {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int MOST = 200;

    private final WorkedOnRepository rows;
    private final Transactions transactions;
    private final Clock clock;

    WorkedOn(WorkedOnRepository rows, Transactions transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Set<Thing> of(UUID organizationId, UUID userId) {
        List<WorkedOnRepository.Work> works =
                transactions.inOrganization(
                        organizationId,
                        () ->
                                rows.since(
                                        organizationId,
                                        userId,
                                        clock.instant().minus(LATELY),
                                        MOST));
        Set<Thing> things = new HashSet<>();
        for (WorkedOnRepository.Work work : works) {
            things.add(new Thing("project", work.projectId().toString()));
            UUID task = work.taskId();
            if (task != null) {
                things.add(new Thing("task", task.toString()));
            }
        }
        return things;
    }
}
