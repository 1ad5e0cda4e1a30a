package dev.astir.stream.rest;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamException;
import dev.astir.stream.digest.Importance;
import dev.astir.stream.digest.SummaryWords;
import dev.astir.stream.digest.Thing;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedHub;
import dev.astir.stream.feed.FeedProblem;
import dev.astir.stream.feed.FileAccess;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the feed's REST requests. Paths are relative to where the embedder mounts the feed, such
 * as {@code /api/activities}; {@code docs/feed-protocol.md} has them all.
 *
 * <p>What the reader cannot see does not exist: events of other feeds and audiences answer 404 like
 * those that never were.
 *
 * <p>Thread-safe; answering blocks.
 */
public final class FeedRest {
    /** How many files of a feed are sent at once, unless told otherwise. */
    public static final int DEFAULT_DOWNLOADS = 4;

    /** How long a reader of a file may take nothing of it, unless told otherwise. */
    public static final Duration DEFAULT_DOWNLOAD_PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(FeedRest.class);

    private final FeedHub hub;
    private final @Nullable FeedAuthenticator authenticator;
    private final EventRoutes events;
    private final DigestRoutes digests;
    private final ConversationRoutes conversations;

    private FeedRest(Builder builder) {
        Downloads downloads = new Downloads(builder.downloads, builder.downloadPatience);
        hub = builder.stream.hub();
        authenticator = builder.authenticator;
        digests =
                new DigestRoutes(
                        builder.stream, builder.things, builder.importance, builder.summaryWords);
        events =
                new EventRoutes(
                        builder.stream, builder.reserved, builder.changes, downloads, digests);
        conversations = new ConversationRoutes(builder.stream, builder.listener, builder.changes);
    }

    /** The feed's answers, with defaults: make one and keep it. */
    public static FeedRest of(ActivityStream stream) {
        return builder(stream).build();
    }

    /** Starts the settings. */
    public static Builder builder(ActivityStream stream) {
        return new Builder(stream);
    }

    /**
     * Answers a request; every refusal is an answer too. While a file lasts, its reader's access is
     * asked about again if there is an {@linkplain Builder#authenticator authenticator}; without
     * one it lasts as it began, until {@link FeedHub#accessChanged} tells of its principal.
     *
     * @param access who asks, as the embedder's authentication found
     */
    public RestAnswer answer(RestRequest request, FeedAccess access) {
        FeedAuthenticator judge = authenticator;
        return answer(
                request,
                access,
                () ->
                        judge == null
                                ? FileAccess.of(hub, new Admission.Granted(access))
                                : FileAccess.of(hub, access, judge));
    }

    /**
     * Answers the request of somebody whom a {@link dev.astir.stream.feed.FeedGate} let in; its
     * authenticator is asked again while a file lasts.
     */
    public RestAnswer answer(RestRequest request, Admission.Granted granted) {
        return answer(request, granted.access(), () -> FileAccess.of(hub, granted));
    }

    private RestAnswer answer(
            RestRequest request, FeedAccess access, Supplier<FileAccess> fileAccess) {
        try {
            return route(request, access, fileAccess);
        } catch (RefusedException e) {
            return RestAnswer.problem(e.problem());
        } catch (InvalidInputException e) {
            return RestAnswer.problem(FeedProblem.invalid(e));
        } catch (StreamException | CompletionException e) {
            LOG.warn("{} of the feed{} could not be answered", request.method(), request.path(), e);
            return RestAnswer.problem(FeedProblem.unavailable());
        }
    }

    private RestAnswer route(
            RestRequest request, FeedAccess access, Supplier<FileAccess> fileAccess) {
        if (request.path().equals(".csv")) {
            return only("GET", request, () -> events.csv(request, fileAccess.get()));
        }
        List<String> steps = request.steps();
        if (steps.isEmpty()) {
            return switch (request.method()) {
                case "GET" -> events.page(request, access);
                case "POST" -> events.publish(request, access);
                default -> throw RefusedException.method("GET, POST");
            };
        }
        if (steps.equals(List.of("stats"))) {
            return only("GET", request, () -> events.stats(request, access));
        }
        if (steps.equals(List.of("highlights"))) {
            return only("GET", request, () -> events.highlights(request, access));
        }
        if (steps.equals(List.of("summary"))) {
            return only("GET", request, () -> digests.summary(request, access));
        }
        UUID id = id(steps.get(0));
        if (steps.size() == 1) {
            return switch (request.method()) {
                case "GET" -> events.one(id, access);
                case "PATCH" -> events.edit(id, request, access);
                case "DELETE" -> events.delete(id, request, access);
                default -> throw RefusedException.method("GET, PATCH, DELETE");
            };
        }
        return conversations.route(id, steps.subList(1, steps.size()), request, access);
    }

    static RestAnswer only(String method, RestRequest request, Answering answering) {
        if (!request.method().equals(method)) {
            throw RefusedException.method(method);
        }
        return answering.answer();
    }

    /** What is no id is the id of nothing. */
    static UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            // The JDK reads shortened forms as well.
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound();
        }
        throw RefusedException.notFound();
    }

    /** One route. */
    interface Answering {
        RestAnswer answer();
    }

    /** The settings of a feed's answers. Not thread-safe. */
    public static final class Builder {
        private final ActivityStream stream;
        private Predicate<String> reserved = type -> false;
        private CommentListener listener = (access, event, comment) -> {};
        private ChangeListener changes = ChangeListener.NONE;
        private @Nullable FeedAuthenticator authenticator;
        private Function<FeedAccess, Set<Thing>> things = access -> Set.of();
        private Importance importance = Importance.ofDefaults();
        private SummaryWords summaryWords = SummaryWords.ofDefaults();
        private int downloads = DEFAULT_DOWNLOADS;
        private Duration downloadPatience = DEFAULT_DOWNLOAD_PATIENCE;

        private Builder(ActivityStream stream) {
            this.stream = Objects.requireNonNull(stream, "stream");
        }

        /**
         * Sets which types nobody may publish, edit or delete by REST, whatever their rights,
         * because they state what the embedder itself observed; by default all types are open.
         */
        public Builder reservedTypes(Predicate<String> reserved) {
            this.reserved = Objects.requireNonNull(reserved, "reserved");
            return this;
        }

        /**
         * Sets who hears of new comments, for example to publish or to notify; nobody by default.
         */
        public Builder onComment(CommentListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Sets who hears of what people edited and deleted; nobody by default. */
        public Builder onChange(ChangeListener changes) {
            this.changes = Objects.requireNonNull(changes, "changes");
            return this;
        }

        /**
         * Sets who is asked again, by {@link FeedAuthenticator#recheck}, about those whom the
         * embedder itself let in: before a file begins, when a change of their access is told, and
         * at intervals while the file lasts. By default nobody.
         */
        public Builder authenticator(FeedAuthenticator authenticator) {
            this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
            return this;
        }

        /**
         * Sets what tells the things that somebody works on, whose events matter more to them; by
         * default nothing. Asked for each page of highlights; may block.
         */
        public Builder things(Function<FeedAccess, Set<Thing>> things) {
            this.things = Objects.requireNonNull(things, "things");
            return this;
        }

        /** Sets how highlights are scored. */
        public Builder importance(Importance importance) {
            this.importance = Objects.requireNonNull(importance, "importance");
            return this;
        }

        /** Sets the words of summaries; by default they count events, in English. */
        public Builder summaryWords(SummaryWords words) {
            this.summaryWords = Objects.requireNonNull(words, "words");
            return this;
        }

        /**
         * Sets how many files of a feed are sent at once, counting those of the stream's other
         * {@code FeedRest}s; one reader has half of them at most. More are answered with 429.
         */
        public Builder downloads(int atOnce) {
            if (atOnce < 1) {
                throw new IllegalArgumentException(
                        "downloads: " + atOnce + " is not allowed; expected 1 or more");
            }
            downloads = atOnce;
            return this;
        }

        /**
         * Sets how long a reader may take nothing of a file. After that the connection is cut, and
         * another may have the place.
         */
        public Builder downloadPatience(Duration patience) {
            if (patience.toMillis() <= 0) {
                throw new IllegalArgumentException(
                        "downloadPatience: " + patience + " is not allowed; expected 1 ms or more");
            }
            downloadPatience = patience;
            return this;
        }

        /** Makes it. */
        public FeedRest build() {
            return new FeedRest(this);
        }
    }
}
