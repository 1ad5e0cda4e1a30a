package dev.astir.stream.feed;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.FeedReader;
import dev.astir.stream.ReadListener;
import dev.astir.stream.StreamPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a feed's subscriptions what they have missed, in pieces: none is long work for the hub, and
 * none is more than a session has room for. Belongs to the hub's thread.
 */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** How often, in one piece of work, a filter looks at a change. */
    static final int LOOKS = 500;

    /**
     * How many characters of messages a search looks at, whose words it may be the first to see.
     */
    private static final int CHARACTERS = 64 << 10;

    private final String feed;
    private final HubLoop loop;
    private final ReadListener readers;
    private final BiConsumer<ActivitySubscription, Long> step;

    /**
     * @param readers hears what is sent, before
     * @param step goes on with a subscription that has everything up to an offset
     */
    Replay(
            String feed,
            HubLoop loop,
            ReadListener readers,
            BiConsumer<ActivitySubscription, Long> step) {
        this.feed = feed;
        this.loop = loop;
        this.readers = readers;
        this.step = step;
    }

    /**
     * Looks at some changes after an offset, and sends as many as go in one piece, when it is this
     * subscription's turn in its session; goes on when it is the feed's turn again, or when the
     * session has room.
     *
     * @param changes all changes after that offset and up to another
     * @param here where the feed stands
     */
    void send(
            ActivitySubscription subscription,
            long after,
            List<FeedChange> changes,
            long upTo,
            StreamPosition here) {
        List<FeedMessage> messages = new ArrayList<>();
        List<ActivityEvent> untold = new ArrayList<>();
        int bytes = 0;
        long reached = upTo;
        int looks = looks(changes, subscription.filter().query() != null);
        if (looks < changes.size()) {
            reached = changes.get(looks - 1).offset();
        }
        for (FeedChange change : changes.subList(0, looks)) {
            FeedMessage message = subscription.message(change);
            if (message != null) {
                if (readers != ReadListener.NONE && subscription.isUntold(change)) {
                    if (untold.isEmpty() && !messages.isEmpty()) {
                        // What is known to the listener goes first, so that each round serves some.
                        reached = change.offset() - 1;
                        break;
                    }
                    untold.add(change.event());
                }
                messages.add(message);
                bytes += message.size();
                if (bytes >= FeedFrame.MOST_BYTES || messages.size() >= FeedFrame.MOST_MESSAGES) {
                    reached = change.offset();
                    break;
                }
            }
        }
        long served = reached;
        if (!untold.isEmpty()) {
            tell(subscription, after, untold, served);
        } else if (!messages.isEmpty()) {
            PacedTurns turns = subscription.session().pacing();
            if (turns.take(subscription, () -> step.accept(subscription, after))) {
                deliver(subscription, messages, served, here);
            }
        } else if (served == upTo) {
            step.accept(subscription, served);
        } else {
            loop.post(feed, () -> step.accept(subscription, served));
        }
    }

    /** Tells the listener, then goes on with the same; the reader waits until it has listened. */
    private void tell(
            ActivitySubscription subscription, long after, List<ActivityEvent> events, long upTo) {
        FeedReader reader = subscription.session().access().reader();
        loop.read(
                feed,
                () -> {
                    readers.reads(reader, events);
                    return reader;
                },
                heard -> {
                    subscription.told(heard, upTo);
                    step.accept(subscription, after);
                },
                failure -> {
                    LOG.warn("what feed {} replays was not told; trying again", feed, failure);
                    loop.after(
                            RETRY, () -> loop.post(feed, () -> step.accept(subscription, after)));
                });
    }

    /** How many of these changes, at least one of any, are a short piece of work. */
    private static int looks(List<FeedChange> changes, boolean isSearch) {
        int most = Math.min(changes.size(), LOOKS);
        int characters = 0;
        for (int i = 0; isSearch && i < most; i++) {
            String message = changes.get(i).event().message();
            characters += message == null ? 0 : message.length();
            if (characters > CHARACTERS) {
                return i + 1;
            }
        }
        return most;
    }

    private void deliver(
            ActivitySubscription subscription,
            List<FeedMessage> messages,
            long served,
            StreamPosition here) {
        PacedTurns turns = subscription.session().pacing();
        boolean isAll = served == here.offset();
        if (!isAll) {
            // A ping that comes before the next step comes after these messages.
            subscription.served(new StreamPosition(here.epoch(), served));
            turns.want(subscription, () -> step.accept(subscription, served));
        }
        subscription.session().deliverPaced(messages, () -> loop.post(feed, turns::pass));
        if (isAll) {
            step.accept(subscription, served);
        }
    }
}
