package dev.astir.app.presence;

import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import io.lettuce.core.api.sync.RedisHashCommands;
import io.lettuce.core.api.sync.RedisKeyCommands;
import io.lettuce.core.api.sync.RedisSortedSetCommands;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Lets time pass for what is kept of some devices, wherever that is. */
@FunctionalInterface
public interface PresenceTime {

    void pass(Duration time, List<DeviceConnection> devices);

    /** The same for one device. */
    default void pass(Duration time, UUID organizationId, UUID agentId) {
        UUID any = UUID.randomUUID();
        pass(time, List.of(new DeviceConnection(organizationId, any, agentId, any)));
    }

    /** A bean with which nothing is kept and nothing expires by itself. */
    static Object standsStill() {
        return new PresencePace(Duration.ofDays(1), Duration.ofDays(1));
    }

    static PresenceTime inDatabase(TestApp app) {
        return (time, devices) ->
                devices.forEach(device ->
                        app.bean(Transactions.class)
                                .inOrganization(
                                        device.organizationId(),
                                        () ->
                                                app.bean(JdbcOperations.class)
                                                        .prepareStatement(
                                                                SHIFT.formatted(
                                                                        time.toMillis(),
                                                                        device.agentId()),
                                                                PreparedStatement::executeUpdate)));
    }

    String SHIFT =
            """
            UPDATE presence SET expires_at = expires_at - interval '%1$d milliseconds',
                last_seen = last_seen - interval '%1$d milliseconds'
            WHERE agent_id = '%2$s'
            """;

    /** Also for how long the keys are kept. */
    static <
                    C extends
                            RedisHashCommands<String, String>
                                    & RedisSortedSetCommands<String, String>
                                    & RedisKeyCommands<String, String>>
            PresenceTime inRedis(C redis) {
        return (time, devices) -> {
            Set<String> keys = new LinkedHashSet<>();
            devices.forEach(device -> {
                String prefix = "astir:presence:{" + device.organizationId() + "}:";
                String agent = device.agentId().toString();
                keys.addAll(List.of(prefix + "devices", prefix + "expiry"));
                String kept = redis.hget(prefix + "devices", agent);
                if (kept != null) {
                    keys.add(prefix + "person:" + kept.substring(0, 36));
                    long seen = Long.parseLong(kept.substring(72, 85)) - time.toMillis();
                    redis.hset(
                            prefix + "devices",
                            agent,
                            kept.substring(0, 72) + "%013d".formatted(seen) + kept.substring(85));
                    redis.zincrby(prefix + "expiry", -time.toMillis(), agent);
                    String organization = device.organizationId().toString();
                    if (redis.zscore(ORGANIZATIONS, organization) != null) {
                        redis.zincrby(ORGANIZATIONS, -time.toMillis(), organization);
                    }
                    keys.add(ORGANIZATIONS);
                }
            });
            keys.forEach(key -> {
                long left = redis.pttl(key);
                if (left >= 0) {
                    redis.pexpire(key, left - time.toMillis());
                }
            });
        };
    }

    String ORGANIZATIONS = "astir:presence:organizations";
}
