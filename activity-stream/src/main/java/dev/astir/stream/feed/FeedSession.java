package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected reader, with its subscriptions and what was not written yet. It holds less than 1
 * MB and at most 1,000 live messages, and is closed with {@link CloseCode#TOO_SLOW} at the next
 * one; the reader resumes by position. Thread-safe; no method blocks.
 */
public final class FeedSession {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSession.class);

    private final FeedHub hub;
    private final SessionWriter writer;

    private volatile FeedAccess access;

    private final SessionSubscriptions subscriptions;
    private final Inbox inbox;

    /** Belongs to the hub's thread. */
    private final PacedTurns pacing = new PacedTurns();

    /** Belongs to the hub's thread. */
    SessionWheel.@Nullable Seat seat;

    /** Belongs to the hub's thread. */
    private final @Nullable Standing standing;

    FeedSession(
            FeedHub hub,
            FeedAccess access,
            @Nullable Standing standing,
            FeedSink sink,
            DeliveryShard shard,
            SessionSubscriptions subscriptions) {
        this.hub = hub;
        this.access = access;
        this.standing = standing;
        this.subscriptions = subscriptions;
        writer = new SessionWriter(hub, this, sink, shard);
        inbox = new Inbox(work -> hub.post(this, work), shard::post);
    }

    /** What this reader may do now. */
    public FeedAccess access() {
        return access;
    }

    /** Whether it still takes and delivers messages. */
    public boolean isOpen() {
        return writer.isOpen();
    }

    /**
     * Subscribes to a channel, in place of an earlier subscription to the same one that has no name
     * either. The first answer is {@code subscribed}, or {@code error} for a channel that does not
     * exist.
     *
     * @param channel {@link FeedHub#ACTIVITIES} or an ephemeral one
     * @param filter which events; ephemeral channels take no notice of it
     * @param after the position to go on from; null for whatever comes from now on
     */
    public void subscribe(String channel, EventFilter filter, @Nullable StreamPosition after) {
        hub.subscribe(this, SubscriptionKey.unnamed(channel), filter, after);
    }

    /**
     * Subscribes to a channel beside other subscriptions to it, in place of an earlier one of the
     * same name. Each message of it bears the name. Answered by {@code error} as well when the
     * session has {@link FeedLimits#subscriptionsPerSession} subscriptions already.
     *
     * @param channel {@link FeedHub#ACTIVITIES} or an ephemeral one
     * @param name 1 to 64 letters, digits, dots, hyphens and underscores of ASCII
     * @param filter which events; ephemeral channels take no notice of it
     * @param after the position to go on from; null for whatever comes from now on
     * @throws InvalidInputException if the name is none
     */
    public void subscribe(
            String channel, String name, EventFilter filter, @Nullable StreamPosition after) {
        SubscriptionKey key = new SubscriptionKey(channel, SubscriptionName.of(name));
        hub.subscribe(this, key, filter, after);
    }

    /** Ends the subscription without a name; ending none is no harm. */
    public void unsubscribe(String channel) {
        hub.unsubscribe(this, SubscriptionKey.unnamed(channel));
    }

    /**
     * Ends a subscription; ending none is no harm.
     *
     * @throws InvalidInputException if the name is none
     */
    public void unsubscribe(String channel, String name) {
        hub.unsubscribe(this, new SubscriptionKey(channel, SubscriptionName.of(name)));
    }

    /**
     * Does what a client's message asks for. A frame that is not the protocol closes the session
     * with {@link CloseCode#BAD_MESSAGE}, and a client that asks faster than it is answered with
     * {@link CloseCode#TOO_MANY_MESSAGES}; a request that cannot be met is answered by {@code
     * error}.
     *
     * @param text a text frame: one message
     * @return the token of an {@code auth} message, which the caller has judged and hands to {@link
     *     #renew}; otherwise null
     */
    public @Nullable String receive(String text) {
        if (!isOpen()) {
            return null;
        }
        ClientMessage message;
        try {
            message = ClientMessage.parse(text);
        } catch (InvalidInputException e) {
            LOG.debug("closing a session for its message", e);
            close(CloseCode.BAD_MESSAGE);
            return null;
        }
        if (message instanceof ClientMessage.Auth auth) {
            return auth.token();
        }
        if (!inbox.offer(() -> hub.handle(this, message), text.length())) {
            close(CloseCode.TOO_MANY_MESSAGES);
        }
        return null;
    }

    /**
     * Takes over fresh credentials. Those of another identity, principal or feed close the session
     * with {@link CloseCode#FORBIDDEN}. Other audiences apply from the next message on; a channel
     * of states tells what is to be seen now anew.
     */
    public void renew(FeedAccess fresh) {
        renew(fresh, hub.checks().question());
    }

    /**
     * The same.
     *
     * @param question what the fresh access answers
     */
    void renew(FeedAccess fresh, Question question) {
        if (isSame(fresh)) {
            hub.renew(this, fresh, question);
        } else {
            close(CloseCode.FORBIDDEN);
        }
    }

    /** The same, at once; for the hub's thread. */
    void renewNow(FeedAccess fresh, Question question) {
        if (isSame(fresh)) {
            hub.renewed(this, fresh, question);
        } else {
            close(CloseCode.FORBIDDEN);
        }
    }

    private boolean isSame(FeedAccess fresh) {
        FeedAccess old = access;
        return fresh.identity().equals(old.identity())
                && fresh.principal().equals(old.principal())
                && fresh.feed().equals(old.feed());
    }

    /**
     * Takes over what a question was answered by, unless a later one has been answered meanwhile:
     * the rights stay as they are then, and the credentials end when the fresh ones do. Belongs to
     * the hub's thread.
     */
    void judged(FeedAccess fresh, Question question) {
        boolean isOld = standing != null && standing.isOld(question);
        access = isOld ? access.until(fresh.expiresAt()) : fresh;
    }

    /** The sink has room again. */
    public void resume() {
        writer.resume();
    }

    /** Ends the session. What was not written yet is dropped; ending it again does nothing. */
    public void close(CloseCode code) {
        writer.close(code);
    }

    /** Answers what the client has said. Who asks and asks and does not read is closed. */
    void answer(FeedMessage message) {
        writer.shard()
                .post(() -> {
                    FeedFrame frame = FeedFrame.of(message);
                    deliver(frame);
                    frame.release();
                });
    }

    /** Delivers what count against no limit; see {@link SessionWriter#deliverPaced}. */
    void deliverPaced(List<FeedMessage> messages, Runnable then) {
        writer.deliverPaced(messages, then);
    }

    /** Delivers live messages, or closes the session that does not keep up; for the shard. */
    void deliver(FeedFrame frame) {
        writer.deliver(frame);
    }

    /** Writes out what the sink was given; for the shard. */
    void flush() {
        writer.flush();
    }

    DeliveryShard shard() {
        return writer.shard();
    }

    /** What is known of the reader's rights; null if nobody is asked about them again. */
    @Nullable Standing standing() {
        return standing;
    }

    SessionSubscriptions subscriptions() {
        return subscriptions;
    }

    /** What the reader has asked for is done no more. */
    void forget() {
        inbox.clear();
        hub.forget(this);
    }

    /** About what the reader's own words take in memory: what waits, and the filters. */
    int bytesAsked() {
        return inbox.bytes() + subscriptions.bytes();
    }

    /** About what the session takes in memory for what it waits with. */
    int bytesHeld() {
        return bytesAsked() + writer.bytesWaiting();
    }

    /** Whose turn it is to send what the reader has to make room for; for the hub's thread. */
    PacedTurns pacing() {
        return pacing;
    }
}
