package dev.astir.app.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store of presence does. Times are hours, so that the milliseconds which a test itself
 * takes change nothing.
 */
abstract class PresenceStoreContractTest extends AppTest {

    private static final Duration NONE = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);

    /** What a measured time may differ by. */
    private static final Duration SOON = Duration.ofMinutes(10);

    private final List<DeviceConnection> devices = new ArrayList<>();
    private PresenceStore store;
    private PresenceStore another;

    /** The store of one more node. */
    abstract PresenceStore node();

    /** Lets time pass for what is kept of these devices. */
    abstract void pass(Duration time, List<DeviceConnection> devices);

    /** Whether what is kept of these is kept as it should be, where others can look. */
    void checkKept(List<DeviceConnection> devices) {}

    @BeforeEach
    void open() {
        store = node();
        another = node();
        for (int organization = 0; organization < 2; organization++) {
            Person person = registered();
            // Two of one person, and one of another.
            devices.add(device(person));
            devices.add(device(person));
        }
    }

    /** Somebody, in an organization of their own. */
    Person registered() {
        return app().registerOrganization();
    }

    /** A device of theirs. */
    DeviceConnection device(Person person) {
        return new DeviceConnection(
                person.organizationId(),
                person.userId(),
                TestAgent.enrol(app(), person).agentId(),
                UUID.randomUUID());
    }

    private static DeviceState state(String app) {
        Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
        return new DeviceState(PresenceState.ACTIVE, app, "a.example", "title \u00fc", null, since);
    }

    private void pass(Duration time) {
        pass(time, devices);
    }

    private List<DevicePresence> of(DeviceConnection device) {
        return another.devices(device.organizationId(), Set.of(device.userId()));
    }

    @Test
    void keepsWhatADeviceReported() {
        DeviceConnection first = devices.get(0);
        DeviceState state = state("vim");
        assertThat(store.report(first, state, HOUR)).isFalse();
        assertThat(another.report(first, state, HOUR)).isTrue();

        DevicePresence kept = of(first).getFirst();
        assertThat(kept)
                .isEqualTo(
                        new DevicePresence(
                                first.agentId(),
                                first.userId(),
                                PresenceState.ACTIVE,
                                "vim",
                                "a.example",
                                "title \u00fc",
                                null,
                                state.since(),
                                kept.lastSeen()));
        assertThat(kept.lastSeen()).isBetween(Instant.now().minus(SOON), Instant.now().plus(SOON));
        assertThat(store.devices(first.organizationId())).containsExactly(kept);
        assertThat(store.devices(first.organizationId(), Set.of(UUID.randomUUID()))).isEmpty();
        assertThat(store.devices(devices.get(2).organizationId())).isEmpty();
    }

    @Test
    void whoLeftStaysForTheGraceUnlessAnotherLineIsThere() {
        DeviceConnection old = devices.get(0);
        DeviceConnection fresh = anotherLine(old);
        store.report(old, state("vim"), HOUR.multipliedBy(10));
        store.leave(old, NONE, HOUR);
        pass(HOUR.dividedBy(2));
        assertThat(of(old)).hasSize(1);
        assertThat(another.report(fresh, state("mail"), HOUR.multipliedBy(10))).isTrue();
        store.leave(old, NONE, HOUR);
        pass(HOUR.multipliedBy(2));
        assertThat(of(old)).extracting(DevicePresence::app).containsExactly("mail");
        assertThat(expired()).isEmpty();
        another.leave(fresh, NONE, HOUR);
        pass(HOUR.multipliedBy(2));
        assertThat(of(old)).isEmpty();
        assertThat(expired()).hasSize(1);
    }

    @Test
    void aSilentLineWasSeenWhenItWasHeard() {
        DeviceConnection device = devices.get(0);
        store.report(device, state("vim"), HOUR.multipliedBy(20));
        pass(HOUR.multipliedBy(10));
        store.refresh(List.of(new PresenceStore.Sign(device, HOUR.multipliedBy(4))), HOUR);
        assertSeenAgo(of(device).getFirst().lastSeen(), HOUR.multipliedBy(4));
        // It cannot be heard from earlier than it was, nor lengthened once its line has ended.
        store.leave(device, HOUR.multipliedBy(9), HOUR);
        store.refresh(List.of(new PresenceStore.Sign(device, NONE)), HOUR.multipliedBy(20));
        pass(HOUR.multipliedBy(2));
        assertSeenAgo(expired().getFirst().lastSeen(), HOUR.multipliedBy(6));
    }

    @Test
    void whatIsLostIsToldAndBroughtBackUnlessItIsThere() {
        DeviceConnection lost = devices.get(0);
        DeviceConnection moved = devices.get(1);
        store.report(anotherLine(moved), state("mail"), HOUR);
        List<PresenceStore.Sign> signs =
                List.of(new PresenceStore.Sign(lost, NONE), new PresenceStore.Sign(moved, NONE));
        assertThat(store.refresh(signs, HOUR.multipliedBy(10)))
                .containsExactly(lost.connectionId());
        assertThat(store.restore(lost, state("vim"), HOUR, HOUR)).isTrue();
        assertThat(store.restore(moved, state("vim"), HOUR, HOUR)).isFalse();
        assertThat(of(lost))
                .extracting(DevicePresence::app)
                .containsExactlyInAnyOrder("vim", "mail");
        pass(HOUR.multipliedBy(2));
        assertThat(of(lost)).as("a line that is not current lengthens nothing").isEmpty();
        assertThat(store.refresh(signs, HOUR))
                .containsExactlyInAnyOrder(lost.connectionId(), moved.connectionId());
    }

    @Test
    void removingIsAtOnce() {
        DeviceConnection device = devices.get(0);
        assertThat(store.remove(device.organizationId(), device.agentId())).isEmpty();
        store.report(device, state("vim"), HOUR);
        Instant seen = another.remove(device.organizationId(), device.agentId()).orElseThrow();
        assertSeenAgo(seen, NONE);
        assertThat(of(device)).isEmpty();
        pass(HOUR.multipliedBy(2));
        assertThat(expired()).isEmpty();
    }

    @Test
    void eachEndIsToldToOneNodeAlone() {
        devices.forEach(device -> store.report(device, state("vim"), HOUR));
        pass(HOUR.multipliedBy(2));
        List<CompletableFuture<List<PresenceStore.Gone>>> nodes =
                IntStream.range(0, 8)
                        .mapToObj(i -> i % 2 == 0 ? store : another)
                        .map(node -> CompletableFuture.supplyAsync(node::expire))
                        .toList();
        List<PresenceStore.Gone> told = new ArrayList<>();
        nodes.forEach(node -> told.addAll(ours(node.join())));
        told.addAll(expired());
        assertThat(told).hasSize(devices.size());
    }

    @Test
    void doesWhatAModelOfItDoes() {
        Random random = new Random(37);
        Model model = new Model();
        List<DeviceConnection> lines = new ArrayList<>(devices);
        devices.forEach(device -> lines.add(anotherLine(device)));
        for (int step = 0; step < 400; step++) {
            DeviceConnection line = lines.get(random.nextInt(lines.size()));
            PresenceStore node = random.nextBoolean() ? store : another;
            Duration stay = HOUR.multipliedBy(1 + random.nextInt(5));
            Duration silence = HOUR.multipliedBy(random.nextInt(3));
            String app = "app " + step;
            String what;
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    what = "report";
                    assertThat(node.report(line, state(app), stay))
                            .as(step + what)
                            .isEqualTo(model.report(line, app, stay));
                }
                case 2 -> {
                    what = "restore";
                    boolean isNew = model.get(line).isEmpty();
                    assertThat(node.restore(line, state(app), silence, stay))
                            .as(step + what)
                            .isEqualTo(isNew);
                    if (isNew) {
                        model.report(line, app, stay);
                    }
                }
                case 3 -> {
                    what = "leave";
                    node.leave(line, silence, stay);
                    model.leave(line, stay);
                }
                case 4 -> {
                    what = "remove";
                    boolean wasHere = model.get(line).isPresent();
                    boolean removed =
                            node.remove(line.organizationId(), line.agentId()).isPresent();
                    // One that is over, and was not told yet, may be told here.
                    assertThat(removed || !wasHere).as(step + what).isTrue();
                    model.kept.remove(line.agentId());
                }
                case 5 -> {
                    what = "refresh";
                    Set<UUID> lost =
                            lines.stream()
                                    .filter(one -> model.get(one).isEmpty())
                                    .map(DeviceConnection::connectionId)
                                    .collect(Collectors.toSet());
                    assertThat(
                                    node.refresh(
                                            lines.stream()
                                                    .map(one ->
                                                            new PresenceStore.Sign(one, silence))
                                                    .toList(),
                                            stay))
                            .as(step + what)
                            .isEqualTo(lost);
                    lines.forEach(one -> model.refresh(one, stay));
                }
                default -> {
                    what = "time";
                    // Never just when something ends.
                    Duration passed = HOUR.multipliedBy(random.nextInt(3)).plusMinutes(30);
                    pass(passed);
                    model.now += passed.toMillis();
                    if (random.nextBoolean()) {
                        assertThat(ours(node.expire()).size())
                                .as(step + what)
                                .isEqualTo(model.expire());
                    }
                }
            }
            for (DeviceConnection device : devices) {
                assertThat(
                                of(device).stream()
                                        .filter(one -> one.agentId().equals(device.agentId()))
                                        .map(DevicePresence::app)
                                        .findAny())
                        .as(step + what)
                        .isEqualTo(model.get(device).map(Kept::app));
            }
            checkKept(devices);
        }
    }

    /** What a store should have, by the hour. */
    private static final class Model {
        private final Map<UUID, Kept> kept = new HashMap<>();
        private long now;

        Optional<Kept> get(DeviceConnection line) {
            return Optional.ofNullable(kept.get(line.agentId())).filter(one -> one.over > now);
        }

        boolean report(DeviceConnection line, String app, Duration stay) {
            boolean wasHere = get(line).isPresent();
            kept.put(line.agentId(), new Kept(line.connectionId(), app, now + stay.toMillis()));
            return wasHere;
        }

        void leave(DeviceConnection line, Duration stay) {
            stay(line, stay, new UUID(0, 0));
        }

        void refresh(DeviceConnection line, Duration stay) {
            stay(line, stay, line.connectionId());
        }

        private void stay(DeviceConnection line, Duration stay, UUID current) {
            get(line)
                    .filter(one -> one.line.equals(line.connectionId()))
                    .ifPresent(one ->
                            kept.put(
                                    line.agentId(),
                                    new Kept(current, one.app, now + stay.toMillis())));
        }

        int expire() {
            int before = kept.size();
            kept.values().removeIf(one -> one.over <= now);
            return before - kept.size();
        }
    }

    private record Kept(UUID line, String app, long over) {}

    private List<PresenceStore.Gone> expired() {
        return ours(store.expire());
    }

    /** Others may use the same store. */
    private List<PresenceStore.Gone> ours(List<PresenceStore.Gone> gone) {
        return gone.stream()
                .filter(one ->
                        devices.stream()
                                .anyMatch(device ->
                                        Objects.equals(
                                                device.organizationId(), one.organizationId())))
                .toList();
    }

    private static DeviceConnection anotherLine(DeviceConnection device) {
        return new DeviceConnection(
                device.organizationId(), device.userId(), device.agentId(), UUID.randomUUID());
    }

    private static void assertSeenAgo(Instant seen, Duration ago) {
        Instant expected = Instant.now().minus(ago);
        assertThat(seen).isBetween(expected.minus(SOON), expected.plus(SOON));
    }
}
