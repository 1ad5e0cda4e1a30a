package dev.astir.app.devices;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.feed.AccessHeard;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The devices behind keys, remembered for a moment, so that one key that is presented thousands of
 * times asks the database once. Thread-safe.
 */
@Singleton
class DeviceKeys {

    /** Another node's block counts here at the latest after this; our own at once. */
    private static final Duration TTL = Duration.ofSeconds(1);

    private static final int MOST = 50_000;

    private final AgentRepository agents;
    private final Transactions transactions;
    private final ExecutorService blocking;
    private final AtomicLong changes = new AtomicLong();
    private final AsyncCache<Key, Optional<Device>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(TTL).buildAsync();

    /** What is being read when a device changes ends under a number that nobody asks for. */
    private record Key(String hash, long change) {}

    DeviceKeys(
            AgentRepository agents,
            Transactions transactions,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.agents = agents;
        this.transactions = transactions;
        this.blocking = blocking;
    }

    /** The device that has this key; empty if none has. */
    CompletableFuture<Optional<Device>> find(String key) {
        byte[] hash = OpaqueTokens.hash(key);
        return known.get(
                new Key(OpaqueTokens.encode(hash), changes.get()),
                (wanted, executor) ->
                        CompletableFuture.supplyAsync(
                                () -> transactions.asSystem(() -> agents.byKey(hash)), blocking));
    }

    @TransactionalEventListener
    void changed(DeviceChanged device) {
        changes.incrementAndGet();
    }

    @EventListener
    void heard(AccessHeard change) {
        changes.incrementAndGet();
    }
}
