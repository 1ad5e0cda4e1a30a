package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.DataRejectedException;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TrackerException;
import dev.astir.tracker.postgres.PostgresActivityStore;
import dev.astir.tracker.postgres.TextLimits;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.ZAddArgs;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Records sightings and hits in Redis (6.2 or later), from where a {@link RedisToPostgresSync}
 * moves them to PostgreSQL. Many nodes share one Redis, and PostgreSQL gets one row a client and
 * sync, from one of them.
 *
 * <pre>{@code
 * RedisActivityStore store = RedisActivityStore.of(redisClient.connect().sync());
 * ActivityTracker tracker = ActivityTracker.of(store);
 * RedisToPostgresSync sync = RedisToPostgresSync.of(store, dataSource);
 * }</pre>
 *
 * <p>Takes the commands of a standalone, a Sentinel, and a Cluster connection alike, with Lettuce's
 * default codec, UTF-8. All keys are in one slot of a Cluster: {@code {prefix}:…}.
 *
 * <p><b>Persistence.</b> What is recorded is only in Redis until the next sync. With {@code
 * appendonly yes} and {@code appendfsync always} a crash of Redis loses nothing; with {@code
 * everysec}, the default, it can lose the last second, and hits that were moved in that second can
 * be counted twice. The same holds for a failover, because replication is asynchronous. {@code
 * maxmemory-policy} must be {@code noeviction}: any other may throw away what is recorded.
 *
 * <p>Sightings are one {@code ZADD … GT} a batch, and may be repeated. Hits are one script a batch,
 * all of it or nothing, and at-least-once: a batch is counted twice if its reply was lost. Times
 * are exact to the microsecond.
 *
 * <p>Safe for use by several threads and several nodes.
 */
public final class RedisActivityStore implements CountingActivityStore {

    /** The default of {@link Builder#keyPrefix}: {@value}. */
    public static final String DEFAULT_KEY_PREFIX = "astir:tracker";

    /** The most hits of one client, activity and day between two syncs: 2^53. */
    public static final long MAX_HITS = 1L << 53;

    /** Adds all or nothing; answers 0, or the position of the hits that would be too many. */
    private static final String ADD_HITS =
            """
            local fields, values = {}, {}
            for i = 1, #ARGV, 3 do fields[#fields + 1] = ARGV[i] end
            local stored = redis.call('hmget', KEYS[1], unpack(fields))
            for i, field in ipairs(fields) do
                local hits, seen = tonumber(ARGV[i * 3 - 1]), ARGV[i * 3]
                local known = values[field] or stored[i]
                if known then
                    local space = string.find(known, ' ', 1, true)
                    local before = string.sub(known, space + 1)
                    local count = tonumber(string.sub(known, 1, space - 1))
                    if count > 9007199254740992 - hits then return i end
                    hits = hits + count
                    if tonumber(before) > tonumber(seen) then seen = before end
                end
                values[field] = string.format('%.0f', hits) .. ' ' .. seen
            end
            local all = {}
            for field, value in pairs(values) do
                all[#all + 1] = field
                all[#all + 1] = value
            end
            redis.call('hset', KEYS[1], unpack(all))
            return 0
            """;

    /** How much of a bad value a message shows. */
    private static final int EXCERPT = 60;

    private final RedisClusterCommands<String, String> commands;
    private final RedisKeys keys;
    private final TextLimits limits;

    private RedisActivityStore(Builder builder) {
        commands = builder.commands;
        keys = RedisKeys.of(builder.keyPrefix);
        limits = builder.limits;
    }

    /** Makes a store with the default settings. */
    public static RedisActivityStore of(RedisClusterCommands<String, String> commands) {
        return builder(commands).build();
    }

    /**
     * Starts to make a store.
     *
     * @param commands the {@code sync()} of a connection, which stays the caller's to close
     */
    public static Builder builder(RedisClusterCommands<String, String> commands) {
        return new Builder(commands);
    }

    RedisClusterCommands<String, String> commands() {
        return commands;
    }

    RedisKeys keys() {
        return keys;
    }

    /** Whether the id is not too long, and is text that PostgreSQL can keep as it is. */
    @Override
    public boolean accepts(String clientId) {
        return limits.accepts(clientId);
    }

    /** Whether the activity is not too long, and is text that PostgreSQL can keep as it is. */
    @Override
    public boolean acceptsActivity(String activity) {
        return limits.acceptsActivity(activity);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes any number of sightings in any order, and the latest one of each client.
     *
     * @throws DataRejectedException for an id that this does not accept, or a time before 1685 or
     *     after 2254
     * @throws TrackerException if Redis cannot be reached or refuses, for example because its
     *     memory is full, it is loading, or it is a replica
     */
    @Override
    public void upsert(List<Sighting> sightings) {
        Object[] scoresAndIds = new Object[sightings.size() * 2];
        for (int i = 0; i < sightings.size(); i++) {
            Sighting sighting = sightings.get(i);
            requireClient(sighting.clientId());
            scoresAndIds[i * 2] = (double) Micros.of("lastSeen", sighting.lastSeen());
            scoresAndIds[i * 2 + 1] = sighting.clientId();
        }
        try {
            commands.zadd(keys.recordedSightings(), ZAddArgs.Builder.gt(), scoresAndIds);
        } catch (RedisException e) {
            throw failed(sightings.size() + " sightings", keys.recordedSightings(), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws DataRejectedException for an id or activity that this does not accept, a time or day
     *     before 1685 or after 2254, or more than {@link #MAX_HITS} of one client, activity and day
     * @throws TrackerException if Redis cannot be reached or refuses, for example because its
     *     memory is full, it is loading, or it is a replica
     */
    @Override
    public void addHits(List<ActivityHits> hits) {
        List<String> values = new ArrayList<>(hits.size() * 3);
        for (ActivityHits each : hits) {
            requireClient(each.clientId());
            requireActivity(each.activity());
            if (each.hits() > MAX_HITS) {
                throw tooMany(each);
            }
            HitsEntry entry = HitsEntry.of(each);
            values.add(entry.field());
            values.add(Long.toString(entry.hits()));
            values.add(Long.toString(entry.micros()));
        }
        long refused = add(values.toArray(String[]::new));
        if (refused > 0) {
            throw tooMany(hits.get((int) refused - 1));
        }
    }

    private long add(String[] values) {
        String[] key = {keys.recordedHits()};
        try {
            Long refused = commands.eval(ADD_HITS, ScriptOutputType.INTEGER, key, values);
            return refused;
        } catch (RedisException e) {
            throw failed(values.length / 3 + " activity counts", key[0], e);
        }
    }

    private void requireClient(String clientId) {
        if (!accepts(clientId)) {
            throw refused("clientId", clientId, limits.maxIdLength());
        }
    }

    private void requireActivity(String activity) {
        if (!acceptsActivity(activity)) {
            throw refused("activity", activity, limits.maxActivityLength());
        }
    }

    private static DataRejectedException refused(String name, String value, int maxLength) {
        return new DataRejectedException(
                "%s must have at most %d characters, and no NUL or unpaired surrogate, but is \"%s\""
                        .formatted(name, maxLength, excerpt(value)),
                null);
    }

    private static DataRejectedException tooMany(ActivityHits hits) {
        return new DataRejectedException(
                "hits of one client, activity and day must be at most %d in all; refused %s"
                        .formatted(MAX_HITS, hits),
                null);
    }

    private static TrackerException failed(String what, String key, RedisException cause) {
        return new TrackerException("Could not write " + what + " to Redis, key " + key, cause);
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    /** Makes a {@link RedisActivityStore}. Not safe for use by several threads. */
    public static final class Builder {
        private final RedisClusterCommands<String, String> commands;
        private String keyPrefix = DEFAULT_KEY_PREFIX;
        private TextLimits limits = TextLimits.DEFAULT;

        private Builder(RedisClusterCommands<String, String> commands) {
            this.commands = Objects.requireNonNull(commands, "commands");
        }

        /**
         * What the names of all keys begin with, in braces: 1 to 200 characters without braces, by
         * default {@value RedisActivityStore#DEFAULT_KEY_PREFIX}.
         */
        public Builder keyPrefix(String keyPrefix) {
            this.keyPrefix = RedisKeys.of(keyPrefix).prefix();
            return this;
        }

        /**
         * The length of the id column in PostgreSQL in characters: at least 1, by default {@value
         * PostgresActivityStore#DEFAULT_MAX_ID_LENGTH}. Longer ids are refused when recorded.
         */
        public Builder maxIdLength(int maxIdLength) {
            limits = limits.withMaxIdLength(maxIdLength);
            return this;
        }

        /**
         * The length of the activity column in PostgreSQL in characters: at least 1, by default
         * {@value PostgresActivityStore#DEFAULT_MAX_ACTIVITY_LENGTH}. Longer activities are refused
         * when recorded.
         */
        public Builder maxActivityLength(int maxActivityLength) {
            limits = limits.withMaxActivityLength(maxActivityLength);
            return this;
        }

        /** Makes the store. Sends nothing. */
        public RedisActivityStore build() {
            return new RedisActivityStore(this);
        }
    }
}
