package dev.astir.app.feed;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.EphemeralChannel;
import dev.astir.stream.feed.EphemeralItem;
import dev.astir.stream.feed.EphemeralSnapshot;
import io.micronaut.context.annotation.Context;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Opens the live channels that the features declare. Thread-safe. */
@Context
final class LiveChannels {

    private final ActivityStream stream;
    private final JsonMapper json;
    private final Map<String, EphemeralChannel> channels;

    LiveChannels(ActivityStream stream, JsonMapper json, List<LiveChannel> declared) {
        this.stream = stream;
        this.json = json;
        this.channels = declared.stream().collect(Collectors.toMap(LiveChannel::name, this::open));
    }

    private EphemeralChannel open(LiveChannel channel) {
        return stream.hub()
                .ephemeral(
                        channel.name(),
                        new EphemeralSnapshot() {
                            @Override
                            public Collection<EphemeralItem> items(String feed) {
                                return encoded(channel.items(UUID.fromString(feed)));
                            }

                            @Override
                            public Collection<EphemeralItem> items(String feed, Set<String> ids) {
                                return encoded(channel.items(UUID.fromString(feed), ids));
                            }
                        },
                        channel.leastInterval());
    }

    private Collection<EphemeralItem> encoded(Collection<LiveItem> items) {
        return items.stream().map(this::encode).toList();
    }

    /**
     * @throws IllegalArgumentException when no feature declares a channel of this name
     */
    EphemeralChannel get(String name) {
        EphemeralChannel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no feature declares the channel " + name);
        }
        return channel;
    }

    private EphemeralItem encode(LiveItem item) {
        String body = json(item.body());
        String tag = item.looks() == null ? body : json(item.looks());
        return new EphemeralItem(item.id(), item.audience(), body, tag, item.isLast());
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("An item could not be written to memory", e);
        }
    }
}
