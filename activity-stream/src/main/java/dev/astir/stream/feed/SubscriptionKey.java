package dev.astir.stream.feed;

import org.jspecify.annotations.Nullable;

/**
 * Which of a session's subscriptions.
 *
 * @param channel the channel's name
 * @param name null for the channel's one subscription without a name
 */
record SubscriptionKey(String channel, @Nullable SubscriptionName name) {
    private static final int LONGEST_CHANNEL = 100;

    /** The channel's one subscription without a name. */
    static SubscriptionKey unnamed(String channel) {
        return new SubscriptionKey(channel, null);
    }

    /** Says in a message that it is about this subscription. */
    FeedMessage label(FeedMessage message) {
        return message.named(name);
    }

    /** A refusal, however long a channel's name the client made up. */
    FeedMessage error(String code, String detail) {
        String shown =
                channel.length() <= LONGEST_CHANNEL
                        ? channel
                        : channel.substring(0, LONGEST_CHANNEL);
        return label(Messages.error(shown, code, detail));
    }
}
