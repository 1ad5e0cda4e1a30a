package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request for server-sent events asks for. Immutable.
 *
 * @param channels the channels, each once; {@link FeedHub#ACTIVITIES} by default
 * @param filter which events of the durable channel
 * @param after the position to go on from; null for whatever comes from now on
 */
public record EventStreamRequest(
        List<String> channels, EventFilter filter, @Nullable StreamPosition after) {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** No feed has this epoch, so nothing can be resumed from here. */
    private static final StreamPosition NOWHERE = new StreamPosition("unknown", 0);

    /** Copies the list. */
    public EventStreamRequest {
        channels = List.copyOf(channels);
    }

    /** Reads a request of a hub with the {@linkplain FeedLimits#DEFAULT default limits}. */
    public static EventStreamRequest of(FeedRequest request) {
        return of(request, FeedLimits.DEFAULT);
    }

    /**
     * Reads the query string and the {@code Last-Event-ID} header, which wins over {@code after}.
     *
     * @param limits {@link FeedHub#limits}
     * @throws InvalidInputException if a field of the filter or {@code after} is refused, or there
     *     are too many channels
     */
    public static EventStreamRequest of(FeedRequest request, FeedLimits limits) {
        Map<String, List<String>> parameters = request.parameters();
        List<String> channels =
                parameters.getOrDefault("channel", List.of(FeedHub.ACTIVITIES)).stream()
                        .distinct()
                        .toList();
        if (channels.size() > limits.subscriptionsPerSession()) {
            throw new InvalidInputException(
                    "channel",
                    channels.size() + " channels",
                    "at most " + limits.subscriptionsPerSession());
        }
        return new EventStreamRequest(channels, EventFilter.fromQuery(parameters), after(request));
    }

    /** Begins the session that was asked for, of somebody whom a gate let in. */
    public FeedSession connect(FeedHub hub, Admission.Granted granted, FeedSink sink) {
        FeedSession session = hub.connect(granted, sink);
        channels.forEach(channel -> session.subscribe(channel, filter, after));
        return session;
    }

    /** The same of somebody about whom nobody is asked again. */
    public FeedSession connect(FeedHub hub, FeedAccess access, FeedSink sink) {
        return connect(hub, new Admission.Granted(access), sink);
    }

    private static @Nullable StreamPosition after(FeedRequest request) {
        String last = request.header(LAST_EVENT_ID);
        if (last != null && !last.isEmpty()) {
            try {
                return StreamPosition.parse(last);
            } catch (InvalidInputException e) {
                // A browser that gets an error here would never come back.
                return NOWHERE;
            }
        }
        List<String> after = request.parameters().getOrDefault("after", List.of());
        return after.isEmpty() || after.get(0).isEmpty()
                ? null
                : StreamPosition.parse("after", after.get(0));
    }
}
