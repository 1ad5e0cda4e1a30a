package dev.astir.stream.rest;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.Bucket;
import dev.astir.stream.Editor;
import dev.astir.stream.EventEdit;
import dev.astir.stream.EventFilter;
import dev.astir.stream.EventPage;
import dev.astir.stream.EventStats;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.Outcome;
import dev.astir.stream.StreamException;
import dev.astir.stream.StreamPosition;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import dev.astir.stream.feed.FileAccess;
import dev.astir.stream.feed.StatsJson;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Events and what is counted of them. Thread-safe. */
final class EventRoutes {
    /** The field of the metadata that says when somebody edited the event. */
    private static final String EDITED_AT = "editedAt";

    /** The field of the metadata that says by whom. */
    private static final String EDITED_BY = "editedBy";

    private static final int PAGE = 50;
    private static final int BUCKETS = 1_000;
    private static final String[] EDITABLE = {
        "message", "important", "entityName", "entityUrl", "metadata", "media"
    };

    private final ActivityStream stream;
    private final Predicate<String> reserved;
    private final ChangeListener changes;
    private final Clock clock = Clock.systemUTC();
    private final Downloads downloads;
    private final DigestRoutes digests;

    EventRoutes(
            ActivityStream stream,
            Predicate<String> reserved,
            ChangeListener changes,
            Downloads downloads,
            DigestRoutes digests) {
        this.stream = stream;
        this.reserved = reserved;
        this.changes = changes;
        this.downloads = downloads;
        this.digests = digests;
    }

    RestAnswer page(RestRequest request, FeedAccess access) {
        boolean isFolded = DigestRoutes.isFolded(request);
        EventPage page =
                stream.page(
                        access.reader(),
                        EventFilter.fromQuery(request.parameters()),
                        request.parameter("before"),
                        request.number("limit", PAGE));
        Map<UUID, List<String>> own = own(access, page.items());
        return isFolded
                ? digests.folded(page, access, own)
                : RestAnswer.json(200, EventJson.write(page, own));
    }

    RestAnswer highlights(RestRequest request, FeedAccess access) {
        return digests.highlights(request, access, events -> own(access, events));
    }

    RestAnswer one(UUID id, FeedAccess access) {
        ActivityEvent event =
                stream.find(access.reader(), id).orElseThrow(RefusedException::notFound);
        return RestAnswer.json(200, withOwn(access, event, null));
    }

    RestAnswer publish(RestRequest request, FeedAccess access) {
        Actor actor = Routes.actor(access, FeedRight.PUBLISH);
        ActivityEvent event =
                stream.enrich(access.feed(), CustomEvent.read(request.body(), actor, reserved));
        return RestAnswer.json(
                201, EventJson.write(event, stored(access.feed(), event), List.of()));
    }

    RestAnswer edit(UUID id, RestRequest request, FeedAccess access) {
        Editor editor = Routes.eventEditor(access);
        Fields fields = Fields.of(request.body()).only(EDITABLE);
        ActivityEvent before = open(access, id);
        Map<String, Object> metadata = fields.has("metadata") ? fields.object("metadata") : null;
        EventEdit.Builder edit =
                EventEdit.builder()
                        .message(fields.text("message"))
                        .important(fields.truth("important"))
                        .entityName(fields.text("entityName"))
                        .entityUrl(fields.text("entityUrl"))
                        .metadata(metadata)
                        .media(fields.has("media") ? fields.media() : null);
        Routes.check(editor, before.actorId());
        if (!edit.build().applyTo(before).equals(before)) {
            changes.editing(access, before, edit.build());
            edit.metadata(edited(access, metadata == null ? before.metadata() : metadata));
        }
        Outcome.Done<ActivityEvent> done =
                Routes.done(stream.edit(access.reader(), id, edit.build(), editor));
        if (done.isChanged()) {
            changes.edited(access, done.value());
        }
        return RestAnswer.json(200, withOwn(access, done.value(), done.position()));
    }

    RestAnswer delete(UUID id, RestRequest request, FeedAccess access) {
        Editor editor = Routes.remover(access, FeedRight.PUBLISH);
        String reason = Routes.reason(request);
        ActivityEvent event = open(access, id);
        Routes.check(editor, event.actorId());
        changes.deleting(access, event, reason);
        ActivityEvent before = Routes.done(stream.delete(access.reader(), id, editor)).value();
        changes.deleted(access, before);
        return new RestAnswer.Empty(204);
    }

    /** That people changed an event shows, and who, and nobody can take that out of it. */
    private Map<String, Object> edited(FeedAccess editor, Map<String, Object> metadata) {
        Actor actor = Objects.requireNonNull(editor.actor());
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(EDITED_AT, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        more.put(EDITED_BY, Map.of("id", actor.id(), "name", Objects.toString(actor.name(), "")));
        return more;
    }

    /** The event, if people may change it; its type never changes, so that is true later, too. */
    private ActivityEvent open(FeedAccess access, UUID id) {
        ActivityEvent event =
                stream.find(access.reader(), id).orElseThrow(RefusedException::notFound);
        if (reserved.test(event.eventType())) {
            throw RefusedException.forbidden(
                    "Nobody can change or delete what was observed: " + event.eventType() + ".");
        }
        return event;
    }

    RestAnswer stats(RestRequest request, FeedAccess access) {
        String bucket = request.parameter("bucket");
        EventStats stats =
                stream.stats(
                        access.reader(),
                        EventFilter.fromQuery(request.parameters()),
                        bucket == null ? Bucket.DAY : Bucket.parse(bucket),
                        zone(request.parameter("zone")),
                        request.number("limit", BUCKETS));
        return RestAnswer.json(200, StatsJson.write(stats));
    }

    RestAnswer csv(RestRequest request, FileAccess file) {
        FeedAccess access = file.access();
        EventFilter filter = EventFilter.fromQuery(request.parameters());
        return new RestAnswer.Download(
                "text/csv; charset=utf-8",
                "activities.csv",
                downloads.begin(file, () -> stream.csv(access.reader(), filter)));
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new InvalidInputException("zone", zone, "a time zone such as Europe/Paris");
        }
    }

    private String withOwn(
            FeedAccess access, ActivityEvent event, @Nullable StreamPosition position) {
        return EventJson.write(
                event, position, own(access, List.of(event)).getOrDefault(event.id(), List.of()));
    }

    /** What the caller reacted with; only events that have any reactions are looked up. */
    private Map<UUID, List<String>> own(FeedAccess access, List<ActivityEvent> events) {
        Actor actor = access.actor();
        List<UUID> ids =
                events.stream()
                        .filter(event -> !event.reactions().isEmpty())
                        .map(ActivityEvent::id)
                        .toList();
        return actor == null || ids.isEmpty()
                ? Map.of()
                : stream.reactionsOf(access.reader(), actor.id(), ids);
    }

    private StreamPosition stored(String feed, ActivityEvent event) {
        try {
            return stream.publish(feed, event).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof InvalidInputException refused) {
                throw refused;
            }
            throw new StreamException("the event was not stored", e.getCause());
        }
    }
}
