package dev.astir.app.feed;

import dev.astir.app.identity.Caller;
import dev.astir.stream.ActivityStream;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Who takes part in what is said in the feed. Methods block. Thread-safe. */
@Singleton
public class Threads {

    private static final int LATELY = 50;

    private final ActivityStream stream;

    Threads(ActivityStream stream) {
        this.stream = stream;
    }

    /** Whose event it is, who commented on it and who was mentioned; nobody if it is not seen. */
    public Set<String> takingPart(Caller caller, UUID eventId) {
        return stream.digests().takingPart(Readers.of(caller), eventId);
    }

    /** Whom the caller mentioned in their last comments. */
    public Set<String> mentionedLately(Caller caller) {
        return stream.digests()
                .mentionedBy(
                        caller.organizationId().toString(), caller.userId().toString(), LATELY);
    }
}
