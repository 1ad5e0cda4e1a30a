package dev.astir.app.feed;

import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import io.micronaut.core.util.SupplierUtil;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What features tell an organization's people: events that last, and items of live channels that
 * show what is now. Thread-safe.
 */
@Singleton
public class OrganizationFeed {

    private static final Logger LOG = LoggerFactory.getLogger(OrganizationFeed.class);

    private final ActivityStream stream;
    private final Transactions transactions;

    /**
     * Asked for when it is needed, since the channels' features publish here themselves; and then
     * kept, since an app that ends would make another stream for what is told at its end.
     */
    private final Supplier<LiveChannels> channels;

    OrganizationFeed(
            ActivityStream stream, Transactions transactions, Provider<LiveChannels> channels) {
        this.stream = stream;
        this.transactions = transactions;
        this.channels = SupplierUtil.memoized(channels::get);
    }

    /**
     * Publishes an event. In a transaction, the event is a row of it: both are committed or none,
     * and some node gives it its position. Outside of one it is stored soon, and a failure to store
     * it is logged.
     */
    public void publish(UUID organizationId, ActivityEvent event) {
        String feed = organizationId.toString();
        if (transactions.isOpen()) {
            stream.publish(transactions.connection(), feed, event);
            return;
        }
        try {
            stream.publish(feed, event)
                    .whenComplete((position, failure) -> {
                        if (failure != null) {
                            lost(event, failure);
                        }
                    });
        } catch (RuntimeException e) {
            lost(event, e);
        }
    }

    /**
     * Tells that an item of a live channel is there, is not what it was, or is gone; after that is
     * committed, on one node. Every node that has subscribers asks the {@linkplain LiveChannel
     * channel} what it is now.
     *
     * @param event the name of what happened to it, for subscribers; null for none
     */
    public void changed(
            String channel, UUID organizationId, String itemId, @Nullable String event) {
        channels.get().get(channel).changed(organizationId.toString(), itemId, event);
    }

    private static void lost(ActivityEvent event, Throwable failure) {
        LOG.warn("The activity {} could not be stored", event.eventType(), failure);
    }
}
