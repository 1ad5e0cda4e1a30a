package dev.astir.tracker.micrometer;

import io.micrometer.core.instrument.Tags;

/** The tag that tells sightings and counted activities apart. */
final class Type {
    static final Tags SIGHTINGS = Tags.of("type", "sightings");
    static final Tags HITS = Tags.of("type", "hits");

    private Type() {}
}
