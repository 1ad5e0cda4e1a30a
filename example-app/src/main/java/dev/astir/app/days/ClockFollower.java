package dev.astir.app.days;

import dev.astir.app.identity.Status;
import dev.astir.app.organizations.OrganizationSaved;
import dev.astir.app.people.PersonChanged;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is due at times of people's clocks when those are set to another zone. After the
 * change, which holds the organization: whoever changes such a row just then holds it, and waits
 * for the organization. Where it fails, the next one is due by the old clock, and those after it by
 * the new. Thread-safe.
 */
@Singleton
class ClockFollower {

    private static final Logger LOG = LoggerFactory.getLogger(ClockFollower.class);

    private final Collection<OnClocks<?>> kinds;
    private final Days days;
    private final Transactions transactions;
    private final Clock clock;

    ClockFollower(
            Collection<OnClocks<?>> kinds, Days days, Transactions transactions, Clock clock) {
        this.kinds = kinds;
        this.days = days;
        this.transactions = transactions;
        this.clock = clock;
    }

    @TransactionalEventListener
    void saved(OrganizationSaved saved) {
        follow(saved.organization().id(), null);
    }

    @TransactionalEventListener
    void changed(PersonChanged person) {
        if (person.status() == Status.ACTIVE) {
            follow(person.organizationId(), person.userId());
        }
    }

    private void follow(UUID organizationId, @Nullable UUID personId) {
        for (OnClocks<?> kind : kinds) {
            try {
                transactions.inOrganization(
                        organizationId, () -> follow(kind, organizationId, personId));
            } catch (RuntimeException e) {
                LOG.error("The {} of {} did not follow a clock", kind.name(), organizationId, e);
            }
        }
    }

    private <T> void follow(OnClocks<T> kind, UUID organizationId, @Nullable UUID personId) {
        List<T> rows = kind.hold(organizationId, personId);
        Map<UUID, PersonCalendar> calendars =
                days.of(
                        organizationId,
                        rows.stream().map(kind::personOf).collect(Collectors.toSet()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (T row : rows) {
            @Nullable PersonCalendar calendar = calendars.get(kind.personOf(row));
            // What is due already is for the time at which it was.
            if (calendar != null && kind.dueOf(row).isAfter(now)) {
                Instant moved = kind.next(row, now, calendar.zone(calendar.dateOf(now)));
                if (!moved.equals(kind.dueOf(row))) {
                    kind.move(organizationId, row, moved);
                }
            }
        }
    }
}
