package dev.astir.app.presence;

import dev.astir.app.identity.Caller;
import dev.astir.app.trail.DailyViews;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What somebody sees of people: those in their sight in full, which is remembered once a day where
 * it is more than everybody sees; before it is shown. Thread-safe.
 */
@Singleton
class PresenceViews {

    private final DailyViews days;

    PresenceViews(DailyViews days) {
        this.days = days;
    }

    List<Presence> of(Caller caller, List<Presence> everybody) {
        List<Presence> shown = new ArrayList<>();
        List<UUID> inFull = new ArrayList<>();
        for (Presence person : everybody) {
            Presence forColleagues = person.forColleagues();
            boolean isInFull = caller.sight().includes(person.userId());
            shown.add(isInFull ? person : forColleagues);
            if (isInFull && !person.equals(forColleagues)) {
                inFull.add(person.userId());
            }
        }
        days.viewed(caller.actor(), inFull, "presence");
        return shown;
    }
}
