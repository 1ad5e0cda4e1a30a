package dev.astir.app.capture;

import dev.astir.app.devices.Device;
import dev.astir.app.devices.Devices;
import dev.astir.app.policies.Consent;
import dev.astir.app.policies.Policies;
import dev.astir.app.presence.DeviceConnection;
import dev.astir.app.presence.DeviceState;
import dev.astir.app.presence.PresenceService;
import dev.astir.app.presence.PresenceState;
import dev.astir.app.prompts.Prompts;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.SpanIntake;
import dev.astir.app.web.Texts;
import dev.astir.protocol.AgentMessage.Activity;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.ServerMessage.Welcome;
import dev.astir.protocol.Span;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the app does with an agent's messages, whichever way they came. All methods block. An agent
 * that may not report (any more) gets a {@link BlockedException}. Thread-safe.
 */
@Singleton
class AgentDesk {

    /** A measured difference below this cannot be told from the time a message takes. */
    static final Duration LEAST_SKEW = Duration.ofSeconds(2);

    /** How far ahead of the server's time a corrected span may end. */
    static final Duration AHEAD = Duration.ofHours(1);

    /** How old a span may be. */
    static final Duration OLDEST = Duration.ofDays(400);

    /** Why nothing is kept of somebody who agreed to no policy. */
    private static final String NOT_AGREED =
            "not-agreed: the person has not agreed to the policy; nothing is kept before";

    private final Devices devices;
    private final SpanIntake intake;
    private final Policies policies;
    private final PresenceService presence;
    private final Prompts prompts;
    private final Transactions transactions;
    private final AgentMetrics metrics;
    private final Clock clock;

    AgentDesk(
            Devices devices,
            SpanIntake intake,
            Policies policies,
            PresenceService presence,
            Prompts prompts,
            Transactions transactions,
            AgentMetrics metrics,
            Clock clock) {
        this.devices = devices;
        this.intake = intake;
        this.policies = policies;
        this.presence = presence;
        this.prompts = prompts;
        this.transactions = transactions;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What a line tells its person of idle time. */
    LinePrompts prompts() {
        return new LinePrompts(prompts);
    }

    /**
     * Answers a greeting.
     *
     * @param receivedAt when it arrived, by the server's clock
     * @return the device with the skew that was measured, and the answer
     */
    Greeted hello(Device device, Hello hello, Instant receivedAt) {
        long skew = Duration.between(hello.deviceTime(), receivedAt).toMillis();
        long counted = Math.abs(skew) < LEAST_SKEW.toMillis() ? 0 : skew;
        return transactions.inOrganization(
                device.organizationId(),
                () -> {
                    String version = Texts.oneLine(hello.version());
                    String os = Texts.oneLine(hello.os());
                    devices.greeted(device, version, os, counted, receivedAt);
                    Consent consent = policies.consent(device.organizationId(), device.userId());
                    return new Greeted(
                            device.withSkew(counted),
                            new Welcome(
                                    clock.instant(), consent.current(), consent.acknowledged()));
                });
    }

    /**
     * @param device with the skew of this connection
     */
    record Greeted(Device device, Welcome welcome) {}

    private Consent consent(Device device) {
        return policies.consent(device.organizationId(), device.userId());
    }

    /**
     * Shows what the person does now; nothing of it before they agreed to any policy.
     *
     * @param silence how long ago the device was heard from, as long as its line is open
     * @return what applied to it
     */
    Consent state(
            Device device, DeviceConnection connection, State state, Supplier<Duration> silence) {
        Consent consent = consent(device);
        State allowed = consent.applyTo(state);
        Instant now = clock.instant();
        Instant at = device.corrected(allowed.at());
        boolean open = allowed.state() == Activity.ACTIVE || allowed.state() == Activity.IDLE;
        PresenceState shown =
                switch (allowed.state()) {
                    case ACTIVE -> PresenceState.ACTIVE;
                    case IDLE, LOCKED -> PresenceState.IDLE;
                    case PAUSED -> PresenceState.PAUSED;
                };
        if (!consent.isGiven()) {
            presence.report(connection, DeviceState.unknown(now), silence);
            return consent;
        }
        presence.report(
                connection,
                new DeviceState(
                        shown,
                        open ? allowed.app() : null,
                        open ? allowed.site() : null,
                        open ? allowed.title() : null,
                        open ? allowed.media() : null,
                        at.isAfter(now) || at.isBefore(now.minus(OLDEST)) ? now : at),
                silence);
        return consent;
    }

    /** Keeps the batch's spans, and answers once that is committed. */
    Ack batch(Device device, Batch batch) {
        Instant now = clock.instant();
        List<Rejection> rejected = new ArrayList<>(batch.unreadable());
        Map<String, Span> sound = new LinkedHashMap<>();
        for (Span span : batch.spans()) {
            String problem = problem(span, device, now);
            if (problem == null) {
                sound.putIfAbsent(span.id(), span);
            } else {
                rejected.add(new Rejection(span.id(), problem));
            }
        }
        Optional<Set<String>> stored =
                transactions.inOrganization(
                        device.organizationId(), () -> keep(device, sound.values(), now));
        if (stored.isEmpty()) {
            sound.keySet().forEach(id -> rejected.add(new Rejection(id, NOT_AGREED)));
            return metrics.answered(new Ack(batch.batchId(), List.of(), List.of(), rejected));
        }
        Set<String> kept = stored.get();
        List<String> accepted = new ArrayList<>();
        List<String> duplicates = new ArrayList<>();
        for (String id : sound.keySet()) {
            (kept.contains(id) ? accepted : duplicates).add(id);
        }
        return metrics.answered(new Ack(batch.batchId(), accepted, duplicates, rejected));
    }

    /** Empty if the person agreed to nothing. */
    private Optional<Set<String>> keep(Device device, Collection<Span> sound, Instant now) {
        devices.requireActive(device, now);
        Consent consent = consent(device);
        return consent.isGiven()
                ? Optional.of(
                        intake.store(device, sound.stream().map(consent::applyTo).toList(), now))
                : Optional.empty();
    }

    /** Why a span cannot be kept; null if it can. */
    private static @Nullable String problem(Span span, Device device, Instant now) {
        if (!Texts.oneLine(span.id()).equals(span.id())) {
            return "bad-id: an id is printable text";
        }
        // First in the device's own time, so that no absurd one overflows when it is corrected.
        if (span.start().isBefore(now.minus(OLDEST).minus(OLDEST))) {
            return "too-old: starts %s; kept are spans of the last %d days"
                    .formatted(span.start(), OLDEST.toDays());
        }
        if (span.end().isAfter(now.plus(OLDEST))
                || device.corrected(span.end()).isAfter(now.plus(AHEAD))) {
            return "ahead-of-server: ends %s, more than %d minutes ahead; the server's time is %s"
                    .formatted(span.end(), AHEAD.toMinutes(), now);
        }
        if (device.corrected(span.start()).isBefore(now.minus(OLDEST))) {
            return "too-old: starts %s; kept are spans of the last %d days"
                    .formatted(span.start(), OLDEST.toDays());
        }
        if (Duration.between(span.start(), span.end()).compareTo(SpanIntake.LONGEST) > 0) {
            return "too-long: from %s to %s; kept are spans of at most %d hours"
                    .formatted(span.start(), span.end(), SpanIntake.LONGEST.toHours());
        }
        return null;
    }
}
