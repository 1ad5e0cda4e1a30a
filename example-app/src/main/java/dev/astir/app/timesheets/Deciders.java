package dev.astir.app.timesheets;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.timesheets.TimesheetRepository.Decider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Who decides of whose weeks, and other things about a person: managers and administrators who see
 * the person, and nobody of their own; only an administrator who is the only one who could decides
 * of her own, too, as otherwise nobody would. In the caller's transaction of the organization.
 * Thread-safe.
 */
@Singleton
public class Deciders {

    /** So many names tell whom to ask. */
    private static final int NAMES = 3;

    private final TimesheetRepository rows;

    Deciders(TimesheetRepository rows) {
        this.rows = rows;
    }

    /** Whether the caller may decide of the weeks of somebody whom they see. */
    public boolean mayDecide(Caller caller, UUID personId) {
        // Employees see nobody else.
        return !caller.userId().equals(personId)
                || (caller.is(Role.ADMIN)
                        && rows.deciders(caller.organizationId(), personId, 1).isEmpty());
    }

    /** The names of those who are nearest to the person. */
    List<String> names(UUID organizationId, UUID personId) {
        List<Decider> nearest = rows.deciders(organizationId, personId, NAMES);
        return nearest.stream()
                .filter(each -> each.distance() == nearest.getFirst().distance())
                .map(Decider::name)
                .toList();
    }
}
