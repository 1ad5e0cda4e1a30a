package dev.astir.app.feed;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.FeedReader;
import dev.astir.stream.feed.EphemeralChannel;
import dev.astir.stream.feed.EphemeralItem;
import io.micronaut.context.annotation.Context;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return stream.hub().ephemeral(channel.name(), access -> visible(channel, access.reader()));
    }

    private Collection<EphemeralItem> visible(LiveChannel channel, FeedReader reader) {
        Map<String, EphemeralItem> items = new LinkedHashMap<>();
        for (LiveItem item : channel.items(UUID.fromString(reader.feed()))) {
            if (reader.sees(item.audience())) {
                items.put(item.id(), encode(item));
            }
        }
        return items.values();
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

    EphemeralItem encode(LiveItem item) {
        try {
            String body = json.writeValueAsString(item.body());
            return item.audience().isEmpty()
                    ? EphemeralItem.of(item.id(), body)
                    : new EphemeralItem(item.id(), item.audience(), body);
        } catch (IOException e) {
            throw new UncheckedIOException("An item could not be written to memory", e);
        }
    }
}
