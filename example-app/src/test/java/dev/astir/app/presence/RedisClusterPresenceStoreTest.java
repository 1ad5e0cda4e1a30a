package dev.astir.app.presence;

import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.Settings;
import dev.astir.testing.redis.RedisClusterProcesses;
import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A real Redis Cluster. */
class RedisClusterPresenceStoreTest extends PresenceStoreContractTest {

    private static RedisClusterProcesses redis;

    private final List<PresenceStore> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        redis = RedisClusterProcesses.start();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    @AfterEach
    void close() {
        nodes.forEach(PresenceStore::close);
    }

    @Override
    Person registered() {
        UUID any = UUID.randomUUID();
        return new Person(any, UUID.randomUUID(), "any", "any", "any", app().api());
    }

    @Override
    DeviceConnection device(Person person) {
        return new DeviceConnection(
                person.organizationId(), person.userId(), UUID.randomUUID(), UUID.randomUUID());
    }

    @Override
    PresenceStore node() {
        Settings settings = Settings.from(Map.of("ASTIR_REDIS_URL", addresses()));
        PresenceStore node =
                new RedisPresenceStore(
                        new RedisScripts(settings.redis().orElseThrow()),
                        app().bean(JsonMapper.class));
        nodes.add(node);
        return node;
    }

    @Override
    void pass(Duration time, List<DeviceConnection> devices) {
        PresenceTime.inRedis(redis.commands()).pass(time, devices);
    }

    private static String addresses() {
        return redis.masters().stream()
                .map(master -> master.url().replaceFirst("^redis://", ""))
                .collect(Collectors.joining(",", "redis://", ""));
    }
}
