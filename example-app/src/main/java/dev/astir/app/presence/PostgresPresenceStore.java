package dev.astir.app.presence;

import dev.astir.app.tenancy.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * In a table without a log: a database that crashed begins with nobody, and the nodes bring back
 * whom they have. Thread-safe.
 */
final class PostgresPresenceStore implements PresenceStore {

    /** The lines of one statement. */
    private static final int MOST_LINES = 1_000;

    private final PresenceRepository repository;
    private final Transactions transactions;

    PostgresPresenceStore(PresenceRepository repository, Transactions transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Override
    public boolean report(DeviceConnection line, DeviceState state, Duration timeToLive) {
        return transactions.inOrganization(
                line.organizationId(),
                () -> {
                    // Nearly always it is here, and nothing else needs to be asked.
                    boolean wasHere =
                            repository.change(
                                    line.organizationId(),
                                    line.agentId(),
                                    line.userId(),
                                    line.connectionId(),
                                    state.state(),
                                    state.app(),
                                    state.site(),
                                    state.title(),
                                    state.media(),
                                    state.since(),
                                    timeToLive.toMillis());
                    if (!wasHere) {
                        put(line, state, Duration.ZERO, timeToLive, false);
                    }
                    return wasHere;
                });
    }

    @Override
    public boolean restore(
            DeviceConnection line, DeviceState state, Duration silence, Duration timeToLive) {
        return transactions.inOrganization(
                line.organizationId(), () -> put(line, state, silence, timeToLive, true));
    }

    private boolean put(
            DeviceConnection line,
            DeviceState state,
            Duration silence,
            Duration timeToLive,
            boolean isRestored) {
        return repository.put(
                line.organizationId(),
                line.agentId(),
                line.userId(),
                line.connectionId(),
                state.state(),
                state.app(),
                state.site(),
                state.title(),
                state.media(),
                state.since(),
                silence.toMillis(),
                timeToLive.toMillis(),
                isRestored);
    }

    @Override
    public void leave(DeviceConnection line, Duration silence, Duration grace) {
        transactions.inOrganization(
                line.organizationId(),
                () ->
                        repository.leave(
                                line.organizationId(),
                                line.agentId(),
                                line.connectionId(),
                                silence.toMillis(),
                                grace.toMillis()));
    }

    @Override
    public Optional<Instant> remove(UUID organizationId, UUID agentId) {
        return transactions.inOrganization(
                organizationId,
                () ->
                        repository.remove(organizationId, agentId).stream()
                                .map(PresenceRepository.Removed::lastSeen)
                                .findAny());
    }

    @Override
    public Set<UUID> refresh(Collection<Sign> signs, Duration timeToLive) {
        // In one order, so that nodes which refresh the same device do not wait for each other.
        List<Sign> sorted =
                signs.stream().sorted(Comparator.comparing(sign -> sign.line().agentId())).toList();
        Set<UUID> lost = new HashSet<>();
        for (int from = 0; from < sorted.size(); from += MOST_LINES) {
            List<Sign> some = sorted.subList(from, Math.min(from + MOST_LINES, sorted.size()));
            List<DeviceConnection> lines = some.stream().map(Sign::line).toList();
            UUID[] organizations =
                    lines.stream().map(DeviceConnection::organizationId).toArray(UUID[]::new);
            UUID[] agents = lines.stream().map(DeviceConnection::agentId).toArray(UUID[]::new);
            UUID[] ids = lines.stream().map(DeviceConnection::connectionId).toArray(UUID[]::new);
            Long[] silences =
                    some.stream().map(sign -> sign.silence().toMillis()).toArray(Long[]::new);
            transactions.asSystem(() -> {
                repository.refresh(organizations, agents, ids, silences, timeToLive.toMillis());
                repository.lost(organizations, agents, ids).stream()
                        .map(PresenceRepository.Line::connectionId)
                        .forEach(lost::add);
            });
        }
        return lost;
    }

    @Override
    public List<Gone> expire() {
        List<Gone> gone = new ArrayList<>();
        transactions
                .asSystem(repository::expire)
                .forEach(row ->
                        gone.add(new Gone(row.organizationId(), row.userId(), row.lastSeen())));
        return gone;
    }

    @Override
    public List<DevicePresence> devices(UUID organizationId) {
        return transactions.inOrganization(
                organizationId, () -> repository.devices(organizationId));
    }

    @Override
    public List<DevicePresence> devices(UUID organizationId, Set<UUID> userIds) {
        return transactions.inOrganization(
                organizationId,
                () -> repository.devicesOf(organizationId, userIds.toArray(UUID[]::new)));
    }
}
