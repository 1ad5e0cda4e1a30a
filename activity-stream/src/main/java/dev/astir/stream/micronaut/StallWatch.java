package dev.astir.stream.micronaut;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a client that takes nothing for {@value #SECONDS} seconds while something waits for it.
 * Costs a timer only while something waits. Belongs to the channel's event loop.
 */
final class StallWatch {
    /** How long a client may take nothing while something waits for it. */
    static final long SECONDS = 10;

    private final Channel channel;
    private final Supplier<@Nullable Waiting> looking;
    private final Runnable onStall;

    /** How it was when it was last looked at. */
    private @Nullable Waiting before;

    private boolean isWatching;
    private boolean isEnded;

    /**
     * @param looking says what waits for the client
     * @param onStall called once
     */
    StallWatch(Channel channel, Supplier<@Nullable Waiting> looking, Runnable onStall) {
        this.channel = channel;
        this.looking = looking;
        this.onStall = onStall;
    }

    /** Something was written: looks in a while whether the client has taken anything. */
    void written() {
        if (!isWatching && !isEnded) {
            Waiting now = looking.get();
            if (now != null) {
                watch(now);
            }
        }
    }

    /** Watches no more. */
    void end() {
        isEnded = true;
        before = null;
    }

    private void watch(Waiting now) {
        isWatching = true;
        before = now;
        channel.eventLoop().schedule(this::check, SECONDS, TimeUnit.SECONDS);
    }

    private void check() {
        isWatching = false;
        Waiting now = looking.get();
        if (isEnded || now == null || !channel.isActive()) {
            // The next that is written begins anew.
            before = null;
        } else if (now.isFurtherThan(before)) {
            watch(now);
        } else {
            end();
            onStall.run();
        }
    }
}
