package dev.astir.app.identity;

import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Ends all API tokens of a person at once. Thread-safe. */
@Singleton
class ApiTokenEnds {

    private final ApiTokenRows rows;
    private final Trail trail;

    ApiTokenEnds(ApiTokenRows rows, Trail trail) {
        this.rows = rows;
        this.trail = trail;
    }

    /** In the caller's transaction, which {@link SignIns#accessChanged} follows. */
    void all(Actor actor, UUID userId) {
        long ended = rows.deleteAllOf(userId);
        if (ended > 0) {
            trail.changed(actor, "tokens.deleted", userId, Map.of("count", ended));
        }
    }
}
