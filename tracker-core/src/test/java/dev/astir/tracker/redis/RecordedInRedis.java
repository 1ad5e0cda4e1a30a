package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityHits;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what trackers have recorded, by plain commands. */
final class RecordedInRedis {

    private RecordedInRedis() {}

    static Map<String, Instant> sightings(
            RedisClusterCommands<String, String> redis, RedisKeys keys) {
        Map<String, Instant> sightings = new HashMap<>();
        for (ScoredValue<String> each : redis.zrangeWithScores(keys.recordedSightings(), 0, -1)) {
            sightings.put(each.getValue(), Micros.toInstant((long) each.getScore()));
        }
        return sightings;
    }

    static Set<ActivityHits> hits(RedisClusterCommands<String, String> redis, RedisKeys keys) {
        return redis.hgetall(keys.recordedHits()).entrySet().stream()
                .map(entry -> HitsEntry.parse(entry.getKey(), entry.getValue()).toHits())
                .collect(Collectors.toSet());
    }
}
