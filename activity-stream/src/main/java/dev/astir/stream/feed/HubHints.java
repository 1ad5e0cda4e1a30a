package dev.astir.stream.feed;

import dev.astir.stream.StreamPosition;
import dev.astir.stream.bus.FeedBus;
import dev.astir.stream.bus.ItemChange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hears the other nodes, for a hub. Thread-safe. */
final class HubHints implements FeedBus.Listener {
    private final HubLoop loop;
    private final AccessChecks checks;
    private final LiveFeeds feeds;
    private final HubChannels channels;
    private final ItemNews news;

    HubHints(
            HubLoop loop,
            AccessChecks checks,
            LiveFeeds feeds,
            HubChannels channels,
            ItemNews news) {
        this.loop = loop;
        this.checks = checks;
        this.feeds = feeds;
        this.channels = channels;
        this.news = news;
    }

    @Override
    public void heard(Map<String, StreamPosition> heads) {
        feeds.heard(heads);
    }

    @Override
    public void accessChanged(Set<String> principals) {
        checks.changed(principals);
    }

    @Override
    public void itemsChanged(List<ItemChange> changes) {
        news.fresh(changes).forEach(channels::heard);
    }

    @Override
    public void missed() {
        loop.post(feeds::compareHeads);
        loop.post(channels::missed);
    }
}
