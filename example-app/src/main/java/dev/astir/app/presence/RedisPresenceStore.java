package dev.astir.app.presence;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * In Redis, a single one or a Cluster: of each organization a hash of devices, their times in a
 * sorted set, and of each person the set of their devices, all in one slot and changed by scripts
 * alone. Beside them one sorted set of all organizations says where something may be over next; it
 * may say so too early, and never too late. All of them expire a day after they were last needed,
 * so that nothing is left of an organization, or of an app, that is gone. Thread-safe.
 */
final class RedisPresenceStore implements PresenceStore {

    /** Whoever claimed an organization's expiry and crashed is followed by another one then. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** What is in front of the JSON of a device: its person, its line, and when it was heard. */
    private static final int UUID_LENGTH = 36;

    private static final int SEEN_LENGTH = 13;
    private static final String ORGANIZATIONS = "astir:presence:organizations";

    private final RedisScripts redis;
    private final JsonMapper json;

    RedisPresenceStore(RedisScripts redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** The keys of an organization, all in one slot of a Cluster. */
    private static String key(UUID organizationId, String of) {
        return "astir:presence:{" + organizationId + "}:" + of;
    }

    private static String[] keys(UUID organizationId) {
        return new String[] {
            key(organizationId, "devices"),
            key(organizationId, "expiry"),
            key(organizationId, "person:")
        };
    }

    @Override
    public boolean report(DeviceConnection line, DeviceState state, Duration timeToLive) {
        return put(line, state, Duration.ZERO, timeToLive, false);
    }

    @Override
    public boolean restore(
            DeviceConnection line, DeviceState state, Duration silence, Duration timeToLive) {
        return !put(line, state, silence, timeToLive, true);
    }

    /** Whether the device was here. */
    private boolean put(
            DeviceConnection line,
            DeviceState state,
            Duration silence,
            Duration timeToLive,
            boolean isRestored) {
        List<Object> answer =
                redis.run(
                        RedisScript.PUT,
                        keys(line.organizationId()),
                        line.agentId().toString(),
                        line.userId().toString(),
                        line.connectionId().toString(),
                        json(state),
                        millis(silence),
                        millis(timeToLive),
                        isRestored ? "1" : "0");
        if (number(answer.get(2)) == 1) {
            mayEnd(line.organizationId(), number(answer.get(1)));
        }
        return number(answer.get(0)) == 1;
    }

    /** Something of the organization may be over at this time, in milliseconds. */
    private void mayEnd(UUID organizationId, long time) {
        redis.run(
                RedisScript.MAY_END,
                new String[] {ORGANIZATIONS},
                organizationId.toString(),
                Long.toString(time));
    }

    @Override
    public void leave(DeviceConnection line, Duration silence, Duration grace) {
        stay(line.organizationId(), List.of(new Sign(line, silence)), grace, true);
    }

    @Override
    public Optional<Instant> remove(UUID organizationId, UUID agentId) {
        List<Object> answer =
                redis.run(RedisScript.REMOVE, keys(organizationId), agentId.toString());
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(number(answer.get(0))));
    }

    @Override
    public Set<UUID> refresh(Collection<Sign> signs, Duration timeToLive) {
        Map<UUID, List<Sign>> byOrganization = new LinkedHashMap<>();
        signs.forEach(sign ->
                byOrganization
                        .computeIfAbsent(sign.line().organizationId(), id -> new ArrayList<>())
                        .add(sign));
        Set<UUID> lost = new HashSet<>();
        byOrganization.forEach((id, some) -> lost.addAll(stay(id, some, timeToLive, false)));
        return lost;
    }

    private Set<UUID> stay(
            UUID organizationId, List<Sign> signs, Duration timeToLive, boolean isEnd) {
        String[] values =
                Stream.concat(
                                Stream.of(millis(timeToLive), isEnd ? "1" : "0"),
                                signs.stream()
                                        .flatMap(sign ->
                                                Stream.of(
                                                        sign.line().agentId().toString(),
                                                        sign.line().connectionId().toString(),
                                                        millis(sign.silence()))))
                        .toArray(String[]::new);
        List<Object> answer = redis.run(RedisScript.STAY, keys(organizationId), values);
        if (answer.size() < signs.size() + 1) {
            // Some are here, perhaps for a shorter time than before.
            mayEnd(organizationId, number(answer.get(0)));
        }
        Set<UUID> lost = new HashSet<>();
        answer.stream().skip(1).forEach(id -> lost.add(UUID.fromString(String.valueOf(id))));
        return lost;
    }

    @Override
    public List<Gone> expire() {
        List<Gone> gone = new ArrayList<>();
        List<Object> due =
                redis.run(RedisScript.CLAIM, new String[] {ORGANIZATIONS}, millis(LEASE));
        // The first says until when the others are this node's to look at.
        for (Object one : due.subList(Math.min(1, due.size()), due.size())) {
            UUID organizationId = UUID.fromString(String.valueOf(one));
            List<Object> answer = redis.run(RedisScript.EXPIRE, keys(organizationId));
            for (int i = 1; i + 1 < answer.size(); i += 2) {
                gone.add(
                        new Gone(
                                organizationId,
                                UUID.fromString(String.valueOf(answer.get(i))),
                                Instant.ofEpochMilli(number(answer.get(i + 1)))));
            }
            redis.run(
                    RedisScript.RELEASE,
                    new String[] {ORGANIZATIONS},
                    organizationId.toString(),
                    String.valueOf(due.get(0)),
                    String.valueOf(answer.get(0)));
        }
        return gone;
    }

    @Override
    public List<DevicePresence> devices(UUID organizationId) {
        return devices(redis.run(RedisScript.DEVICES, keys(organizationId)));
    }

    @Override
    public List<DevicePresence> devices(UUID organizationId, Set<UUID> userIds) {
        return devices(
                redis.run(
                        RedisScript.DEVICES_OF,
                        keys(organizationId),
                        userIds.stream().map(UUID::toString).toArray(String[]::new)));
    }

    private List<DevicePresence> devices(List<Object> answer) {
        List<DevicePresence> devices = new ArrayList<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            String value = String.valueOf(answer.get(i + 1));
            DeviceState state = state(value.substring(2 * UUID_LENGTH + SEEN_LENGTH));
            devices.add(
                    new DevicePresence(
                            UUID.fromString(String.valueOf(answer.get(i))),
                            UUID.fromString(value.substring(0, UUID_LENGTH)),
                            state.state(),
                            state.app(),
                            state.site(),
                            state.title(),
                            state.media(),
                            state.since(),
                            Instant.ofEpochMilli(
                                    Long.parseLong(
                                            value.substring(
                                                    2 * UUID_LENGTH,
                                                    2 * UUID_LENGTH + SEEN_LENGTH)))));
        }
        return devices;
    }

    @Override
    public void close() {
        redis.close();
    }

    private String json(DeviceState state) {
        try {
            return json.writeValueAsString(state);
        } catch (IOException e) {
            throw new UncheckedIOException("A state could not be written to memory", e);
        }
    }

    private DeviceState state(String text) {
        try {
            return Objects.requireNonNull(json.readValue(text, DeviceState.class));
        } catch (IOException e) {
            throw new UncheckedIOException("A state is none of this app's", e);
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static long number(Object answer) {
        return Long.parseLong(String.valueOf(answer));
    }
}
