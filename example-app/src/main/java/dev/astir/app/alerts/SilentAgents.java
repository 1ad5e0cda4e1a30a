package dev.astir.app.alerts;

import dev.astir.app.alerts.AlertBook.Finding;
import dev.astir.app.alerts.AlertedWorkRepository.Sign;
import dev.astir.app.devices.DeviceChanged;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.presence.Presence;
import dev.astir.app.presence.PresenceState;
import dev.astir.app.presence.PresentPeople;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Opens an alert for a device that was there once, may report, and has given no sign for long;
 * closes it when it is back, blocked or removed. Thread-safe.
 */
@Singleton
class SilentAgents implements Job {

    private final EachOrganization each;
    private final AlertLimitRepository limits;
    private final AlertedWorkRepository devices;
    private final AlertRepository alerts;
    private final AlertBook book;
    private final PresentPeople presence;
    private final Transactions transactions;

    SilentAgents(
            EachOrganization each,
            AlertLimitRepository limits,
            AlertedWorkRepository devices,
            AlertRepository alerts,
            AlertBook book,
            PresentPeople presence,
            Transactions transactions) {
        this.each = each;
        this.limits = limits;
        this.devices = devices;
        this.alerts = alerts;
        this.book = book;
        this.presence = presence;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "silent-agents";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofMinutes(15));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        each.run(limits::all, stopping, this::look);
    }

    private void look(UUID organizationId) {
        boolean isAnySilent =
                transactions.inOrganization(
                        organizationId,
                        () -> {
                            List<Sign> silent = devices.silent(organizationId, book.now());
                            close(organizationId, silent);
                            return !silent.isEmpty();
                        });
        if (isAnySilent) {
            // With no connection to the database held, because another server may be asked.
            Set<UUID> paused = paused(organizationId);
            transactions.inOrganization(
                    organizationId,
                    () ->
                            devices.silent(organizationId, book.now()).stream()
                                    .filter(device -> !paused.contains(device.userId()))
                                    .forEach(device -> open(organizationId, device)));
        }
    }

    /** Who paused a device is there, and what they do is theirs to know. */
    private Set<UUID> paused(UUID organizationId) {
        return presence.everybody(organizationId).stream()
                .filter(person -> person.state() == PresenceState.PAUSED)
                .map(Presence::userId)
                .collect(Collectors.toSet());
    }

    private void open(UUID organizationId, Sign device) {
        book.open(
                organizationId,
                new Finding(
                        AlertType.AGENT_SILENT,
                        device.id().toString(),
                        device.userId(),
                        device.lastSeenAt(),
                        null,
                        device.id(),
                        null,
                        Map.of(
                                "hostname",
                                device.hostname(),
                                "lastSeen",
                                device.lastSeenAt().toString(),
                                "limitSeconds",
                                device.limitSeconds())));
    }

    /** Those that are silent no more. */
    private void close(UUID organizationId, List<Sign> silent) {
        Set<UUID> still = silent.stream().map(Sign::id).collect(Collectors.toSet());
        UUID[] back =
                alerts.open(organizationId, AlertType.AGENT_SILENT.json()).stream()
                        .map(AlertRow::agentId)
                        .filter(id -> id != null && !still.contains(id))
                        .toArray(UUID[]::new);
        if (back.length == 0) {
            return;
        }
        Map<UUID, Instant> seen =
                devices.signs(organizationId, back).stream()
                        .collect(Collectors.toMap(Sign::id, Sign::lastSeenAt));
        for (UUID id : back) {
            Instant at = seen.getOrDefault(id, book.now());
            book.close(organizationId, AlertType.AGENT_SILENT, id.toString(), at);
        }
    }

    /** In the transaction that does it. */
    @EventListener
    void changed(DeviceChanged device) {
        if (!device.isActive()) {
            book.close(
                    device.organizationId(),
                    AlertType.AGENT_SILENT,
                    device.deviceId().toString(),
                    book.now());
        }
    }
}
