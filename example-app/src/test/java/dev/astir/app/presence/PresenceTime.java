package dev.astir.app.presence;

import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import io.lettuce.core.api.sync.RedisHashCommands;
import io.lettuce.core.api.sync.RedisSortedSetCommands;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
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

    static <C extends RedisHashCommands<String, String> & RedisSortedSetCommands<String, String>>
            PresenceTime inRedis(C redis) {
        return (time, devices) ->
                devices.forEach(device -> {
                    String keys = "astir:presence:{" + device.organizationId() + "}:";
                    String agent = device.agentId().toString();
                    String kept = redis.hget(keys + "devices", agent);
                    if (kept != null) {
                        long seen = Long.parseLong(kept.substring(72, 85)) - time.toMillis();
                        redis.hset(
                                keys + "devices",
                                agent,
                                kept.substring(0, 72)
                                        + "%013d".formatted(seen)
                                        + kept.substring(85));
                        redis.zincrby(keys + "expiry", -time.toMillis(), agent);
                        String all = "astir:presence:organizations";
                        String organization = device.organizationId().toString();
                        if (redis.zscore(all, organization) != null) {
                            redis.zincrby(all, -time.toMillis(), organization);
                        }
                    }
                });
    }
}
