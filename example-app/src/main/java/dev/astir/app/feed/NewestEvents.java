package dev.astir.app.feed;

import dev.astir.app.identity.Caller;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import jakarta.inject.Singleton;
import java.util.List;

/** The feed as somebody may see it, for features that show it in other forms. Thread-safe. */
@Singleton
public class NewestEvents {

    private final ActivityStream stream;

    NewestEvents(ActivityStream stream) {
        this.stream = stream;
    }

    /**
     * The newest events that the caller may see and the filter lets through; that they are read is
     * remembered. Blocks.
     *
     * @param limit 1 to 200
     */
    public List<ActivityEvent> newest(Caller caller, EventFilter filter, int limit) {
        return stream.page(Readers.of(caller), filter, null, limit).items();
    }
}
