package dev.astir.app.presence;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.Settings;
import io.lettuce.core.api.sync.RedisKeyCommands;
import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What any Redis must do; its people need not be in the database. */
abstract class RedisStoreContractTest extends PresenceStoreContractTest {

    private static final Duration HOUR = Duration.ofHours(1);

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

    /** The keys of Redis that there are, each with how long it is kept. */
    abstract RedisKeyCommands<String, String> keys();

    private Map<String, Duration> kept(DeviceConnection device) {
        String prefix = "astir:presence:{" + device.organizationId() + "}:";
        return Stream.of(
                        prefix + "devices",
                        prefix + "expiry",
                        prefix + "person:" + device.userId(),
                        PresenceTime.ORGANIZATIONS)
                .filter(key -> keys().exists(key) == 1)
                .collect(toMap(key -> key, key -> Duration.ofMillis(keys().pttl(key))));
    }

    @Override
    void checkKept(List<DeviceConnection> devices) {
        devices.forEach(device ->
                assertThat(kept(device)).allSatisfy((key, left) -> assertThat(left).isPositive()));
    }

    @Test
    void whatNobodyNeedsGoesAndASignOfLifeRenewsIt() {
        PresenceStore store = node();
        DeviceConnection device = device(registered());
        List<DeviceConnection> one = List.of(device);
        Duration day = Duration.ofDays(1);
        store.report(
                device,
                new DeviceState(PresenceState.ACTIVE, "vim", null, null, null, Instant.EPOCH),
                HOUR);
        assertThat(kept(device)).hasSize(4);
        assertThat(kept(device).values()).allSatisfy(left -> assertThat(left).isGreaterThan(day));

        pass(HOUR.dividedBy(2), one);
        assertThat(kept(device).values())
                .allSatisfy(
                        left -> assertThat(left).isLessThanOrEqualTo(day.plus(HOUR.dividedBy(2))));
        store.refresh(List.of(new PresenceStore.Sign(device, Duration.ZERO)), HOUR);
        assertThat(kept(device).values())
                .allSatisfy(left -> assertThat(left).isGreaterThan(day.plus(HOUR.dividedBy(2))));

        // It is over, and told although no node was there for most of a day.
        pass(day.minusHours(1), one);
        assertThat(store.devices(device.organizationId())).isEmpty();
        assertThat(kept(device)).hasSize(4);
        assertThat(store.expire()).extracting(PresenceStore.Gone::userId).contains(device.userId());
        store.report(
                device,
                new DeviceState(PresenceState.ACTIVE, "vim", null, null, null, Instant.EPOCH),
                HOUR);
        pass(day.plusHours(2), one);
        assertThat(kept(device)).isEmpty();
    }

    @Override
    void pass(Duration time, List<DeviceConnection> devices) {
        time().pass(time, devices);
    }
}
