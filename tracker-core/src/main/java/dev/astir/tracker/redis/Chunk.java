package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.Sighting;
import java.util.List;

/**
 * What is moved at once. The content of an id never changes, whoever reads it and how often.
 *
 * @param id names this chunk and no other, ever
 * @param sightings ascending by client id
 * @param hits ascending by client id, activity and day
 */
record Chunk(String id, List<Sighting> sightings, List<ActivityHits> hits) {}
