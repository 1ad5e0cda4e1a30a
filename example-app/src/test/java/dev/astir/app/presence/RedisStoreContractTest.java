package dev.astir.app.presence;

import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.Settings;
import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** What any Redis must do; its people need not be in the database. */
abstract class RedisStoreContractTest extends PresenceStoreContractTest {

    private final List<PresenceStore> nodes = new ArrayList<>();

    /** The setting {@code ASTIR_REDIS_URL}. */
    abstract String address();

    /** Lets time pass there. */
    abstract PresenceTime time();

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
        Settings settings = Settings.from(Map.of("ASTIR_REDIS_URL", address()));
        PresenceStore node =
                new RedisPresenceStore(
                        new RedisScripts(settings.redis().orElseThrow()),
                        app().bean(JsonMapper.class));
        nodes.add(node);
        return node;
    }

    @Override
    void pass(Duration time, List<DeviceConnection> devices) {
        time().pass(time, devices);
    }
}
