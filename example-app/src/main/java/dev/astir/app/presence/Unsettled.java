package dev.astir.app.presence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done again when the store, or the database, is back; and whether they are away,
 * which is logged once. Thread-safe.
 */
@Singleton
class Unsettled {

    private static final Logger LOG = LoggerFactory.getLogger(Unsettled.class);

    /** Beyond these, people are found by the comparison of all. */
    private static final int MOST = 50_000;

    private final Set<Person> people = new LinkedHashSet<>();
    private boolean isFailing;
    private boolean hasFailed;
    private long failures;

    /** Somebody of whom it was not told whether they came or went. */
    record Person(UUID organizationId, UUID userId, @Nullable Instant lastSeen) {}

    synchronized void add(Person person) {
        hasFailed = true;
        if (people.size() < MOST) {
            people.add(person);
        }
    }

    /** Something failed. */
    synchronized void failed(String what, RuntimeException failure) {
        hasFailed = true;
        failures++;
        if (isFailing) {
            LOG.debug("Presence could not be {}", what, failure);
        } else {
            isFailing = true;
            LOG.warn("Presence could not be {}, and is stored later: {}", what, failure.toString());
        }
    }

    /** How often something failed. */
    synchronized long failures() {
        return failures;
    }

    /**
     * The store answered.
     *
     * @param failuresBefore as many as there were before it was asked; where there are more by now,
     *     something else failed meanwhile
     */
    synchronized void works(long failuresBefore) {
        if (isFailing && failures == failuresBefore) {
            isFailing = false;
            LOG.info("Presence is stored again");
        }
    }

    /** Whether something failed since this was asked. */
    synchronized boolean failedSinceAsked() {
        boolean was = hasFailed;
        hasFailed = false;
        return was;
    }

    /** Whether something failed since {@link #failedSinceAsked} was asked. */
    synchronized boolean hasFailed() {
        return hasFailed;
    }

    /** Takes those who wait. */
    synchronized Set<Person> take() {
        Set<Person> taken = new LinkedHashSet<>(people);
        people.clear();
        return taken;
    }
}
