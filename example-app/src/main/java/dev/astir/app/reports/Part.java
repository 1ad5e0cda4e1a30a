package dev.astir.app.reports;

import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * Milliseconds of one key. Immutable.
 *
 * @param key null for none
 * @param kind active, with what was idle; private and stated for what has no key of its own
 * @param rating of a category; null for other keys
 * @param hasSites whether some of it was spent on sites
 */
@MappedEntity("usage_daily")
record Part(
        @Nullable String key,
        @Nullable String name,
        String kind,
        @Nullable String rating,
        boolean hasSites,
        long activeMillis,
        long idleMillis) {

    /** The same with another name. */
    Part named(String other) {
        return new Part(key, other, kind, rating, hasSites, activeMillis, idleMillis);
    }

    /** This and more of the same. */
    Part plus(Part more) {
        return new Part(
                key,
                name,
                kind,
                rating,
                hasSites || more.hasSites,
                activeMillis + more.activeMillis,
                idleMillis + more.idleMillis);
    }
}
