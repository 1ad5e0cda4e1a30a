package dev.astir.stream.feed;

import java.util.Arrays;
import java.util.List;

/** Frames for tests of what encodes them. */
public final class Frames {
    private Frames() {}

    /** A frame of messages of this type. */
    public static FeedFrame of(String type, String... json) {
        List<FeedMessage> messages =
                Arrays.stream(json).map(text -> new FeedMessage(type, null, text)).toList();
        return new FeedFrame(messages);
    }

    /** A frame of a message as the feed makes it: a ping with no position. */
    public static FeedFrame ping() {
        return FeedFrame.of(Messages.ping(null));
    }

    /** A frame of a message that makes a reader begin anew. */
    public static FeedFrame reset() {
        return FeedFrame.of(FeedMessage.slow());
    }
}
