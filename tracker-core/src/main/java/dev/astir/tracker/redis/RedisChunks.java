package dev.astir.tracker.redis;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.Sighting;
import dev.astir.tracker.TrackerException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is recorded out of Redis, in chunks: recorded → processing → one chunk → deleted.
 *
 * <p>Each script is atomic, and may run late, twice, or beside another node's: a chunk is made only
 * when there is none, with an id of its own, and deleted only by that id, by a node that has
 * committed it. So a node that has lost its lock, or a command that Lettuce repeats after a
 * reconnection, can neither delete nor change what another node is moving.
 */
final class RedisChunks {
    private static final Logger log = LoggerFactory.getLogger(RedisToPostgresSync.class);

    /** Answers 1 if something recorded has to wait for what is still being processed. */
    private static final String BEGIN =
            """
            local waits = 0
            for i = 1, 2 do
                if redis.call('exists', KEYS[i]) == 1 then
                    if redis.call('exists', KEYS[i + 2]) == 0 then
                        redis.call('rename', KEYS[i], KEYS[i + 2])
                    else
                        waits = 1
                    end
                end
            end
            return waits
            """;

    /**
     * Deletes the chunk that is done, if it is still there. Then answers the chunk that is there,
     * or makes one, or answers nothing when all is processed.
     */
    private static final String NEXT =
            """
            local id = redis.call('get', KEYS[5])
            if id and id == ARGV[1] then
                redis.call('del', KEYS[3], KEYS[4], KEYS[5])
                id = false
            end
            if id then
                return {
                    id,
                    redis.call('lrange', KEYS[3], 0, -1),
                    redis.call('lrange', KEYS[4], 0, -1)
                }
            end
            local sightings = redis.call('zpopmin', KEYS[1], ARGV[3])
            local hits = redis.call('hrandfield', KEYS[2], ARGV[3], 'withvalues')
            if #sightings == 0 and #hits == 0 then return {} end
            if #sightings > 0 then redis.call('rpush', KEYS[3], unpack(sightings)) end
            if #hits > 0 then
                local fields = {}
                for i = 1, #hits, 2 do fields[#fields + 1] = hits[i] end
                redis.call('rpush', KEYS[4], unpack(hits))
                redis.call('hdel', KEYS[2], unpack(fields))
            end
            redis.call('set', KEYS[5], ARGV[2])
            return {ARGV[2], sightings, hits}
            """;

    private final RedisClusterCommands<String, String> commands;
    private final String[] beginKeys;
    private final String[] nextKeys;
    private final String size;

    RedisChunks(RedisActivityStore store, int size) {
        commands = store.commands();
        RedisKeys keys = store.keys();
        beginKeys =
                new String[] {
                    keys.recordedSightings(),
                    keys.recordedHits(),
                    keys.processingSightings(),
                    keys.processingHits()
                };
        nextKeys =
                new String[] {
                    keys.processingSightings(),
                    keys.processingHits(),
                    keys.chunkSightings(),
                    keys.chunkHits(),
                    keys.chunkId()
                };
        this.size = Integer.toString(size);
    }

    /**
     * Makes what is recorded available to {@link #next}.
     *
     * @return false if some of it is not, because an earlier sync has left something to process
     */
    boolean begin() {
        try {
            Long waits = commands.eval(BEGIN, ScriptOutputType.INTEGER, beginKeys);
            return waits == 0;
        } catch (RedisException e) {
            throw failed(e);
        }
    }

    /**
     * The next chunk, at first perhaps one that an earlier sync has left.
     *
     * @param done the chunk before, which is committed and so no longer needed
     */
    Optional<Chunk> next(@Nullable Chunk done) {
        String doneId = done == null ? "" : done.id();
        String freshId = UUID.randomUUID().toString();
        List<Object> reply;
        try {
            reply = commands.eval(NEXT, ScriptOutputType.MULTI, nextKeys, doneId, freshId, size);
        } catch (RedisException e) {
            throw failed(e);
        }
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Chunk(
                        (String) reply.get(0),
                        sightings((List<?>) reply.get(1)),
                        hits((List<?>) reply.get(2))));
    }

    private static List<Sighting> sightings(List<?> idsAndScores) {
        List<Sighting> sightings = new ArrayList<>(idsAndScores.size() / 2);
        for (int i = 0; i < idsAndScores.size(); i += 2) {
            long micros = (long) Double.parseDouble((String) idsAndScores.get(i + 1));
            sightings.add(new Sighting((String) idsAndScores.get(i), Micros.toInstant(micros)));
        }
        sightings.sort(Comparator.comparing(Sighting::clientId));
        return sightings;
    }

    private static List<ActivityHits> hits(List<?> fieldsAndValues) {
        List<ActivityHits> hits = new ArrayList<>(fieldsAndValues.size() / 2);
        for (int i = 0; i < fieldsAndValues.size(); i += 2) {
            String field = (String) fieldsAndValues.get(i);
            String value = (String) fieldsAndValues.get(i + 1);
            try {
                hits.add(HitsEntry.parse(field, value).toHits());
            } catch (RuntimeException e) {
                // Not ours. To fail would be to fail for ever.
                log.warn("Dropped the hits \"{}\" = \"{}\", which cannot be read", field, value);
            }
        }
        hits.sort(ActivityHits.ORDER);
        return hits;
    }

    private static TrackerException failed(RedisException cause) {
        return new TrackerException("Could not take from Redis what is recorded there", cause);
    }
}
