package dev.astir.app.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /openapi.json} says of the feed's JSON, which the stream writes by itself; tests hold
 * each answer against it. Nothing makes one of these records.
 */
final class FeedDescription {

    private FeedDescription() {}

    /**
     * A page of the feed, newest first.
     *
     * @param next cursor of the next page, sent back as {@code before}; null on the last one
     * @param position the feed has everything up to here; the live feed goes on after it
     */
    @Schema(
            name = "EventPage",
            example =
                    """
                    {"items": [{"id": "019345b2-7c1e-7d3a-9f52-3b1c2d4e5f60", "eventType": "deploy.finished",
                       "actorId": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02", "actorName": "Ada Admin",
                       "timestamp": "2026-11-23T09:30:00.125Z", "entityType": "service", "entityId": "billing",
                       "entityName": "billing 4.2", "entityUrl": "/services/billing", "entityReference": null,
                       "message": "Billing 4.2 is live", "icon": "🚀", "color": "#15803d", "important": true,
                       "metadata": {"minutes": 42}, "reactions": {"👍": 3}, "commentCount": 2,
                       "media": [], "myReactions": ["👍"]}],
                     "next": null, "position": "7k3m9x2a-1042"}\
                    """)
    record Events(List<Event> items, @Nullable String next, String position) {}

    /**
     * Something that happened.
     *
     * @param id UUID of version 7, which never changes
     * @param eventType dotted and open: expect types that you do not know
     * @param actorId who did it; null for the system
     * @param timestamp when it happened, which may lie before its neighbours'
     * @param entityType what kind of thing it is about
     * @param entityUrl http, https or relative
     * @param entityReference a short name, such as {@code #TASK-41}
     * @param message one sentence; text, never markup
     * @param icon an emoji or a short name
     * @param color {@code #rrggbb} or a colour's name
     * @param metadata whatever the publisher said
     * @param reactions how many people reacted with each emoji
     * @param myReactions what one reacted with oneself; absent in the live feed
     * @param position where its last change stands in the feed; in answers to who changes it
     * @param fold what else this event stands for; where runs and storms are one item
     */
    @Schema(
            name = "Event",
            example =
                    """
                    {"id": "019345b2-7c1e-7d3a-9f52-3b1c2d4e5f60", "eventType": "deploy.finished",
                     "actorId": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02", "actorName": "Ada Admin",
                     "timestamp": "2026-11-23T09:30:00.125Z", "entityType": "service", "entityId": "billing",
                     "entityName": "billing 4.2", "entityUrl": "/services/billing", "entityReference": null,
                     "message": "Billing 4.2 is live", "icon": "🚀", "color": "#15803d", "important": true,
                     "metadata": {"minutes": 42}, "reactions": {"👍": 3}, "commentCount": 2,
                     "media": [], "myReactions": ["👍"]}\
                    """)
    record Event(
            UUID id,
            String eventType,
            @Nullable String actorId,
            @Nullable String actorName,
            Instant timestamp,
            @Nullable String entityType,
            @Nullable String entityId,
            @Nullable String entityName,
            @Nullable String entityUrl,
            @Nullable String entityReference,
            String message,
            String icon,
            String color,
            boolean important,
            @Schema(type = "object") Object metadata,
            Map<String, Integer> reactions,
            int commentCount,
            List<Media> media,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<String> myReactions,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String position,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) Fold fold) {}

    /**
     * Several events as one item, the newest of them.
     *
     * @param kind a run of one actor, or a storm of several
     * @param count how many there are
     * @param from when the first of them happened
     * @param to when the last of them happened
     * @param ids of all of them, the newest first
     * @param actors who did them
     */
    @Schema(name = "EventFold")
    record Fold(
            @Schema(allowableValues = {"run", "storm"}) String kind,
            int count,
            Instant from,
            Instant to,
            List<UUID> ids,
            List<Actor> actors) {}

    /** Somebody who does things. */
    @Schema(name = "EventActor")
    record Actor(@Nullable String id, @Nullable String name) {}

    /**
     * A picture or a file.
     *
     * @param url http, https or relative
     * @param type its MIME type
     * @param title in words
     */
    @Schema(name = "EventMedia")
    record Media(String url, String type, @Nullable String title) {}

    /**
     * What somebody says happened; they are its actor.
     *
     * @param eventType dotted, such as {@code deploy.finished}, and not reserved by the app
     * @param entityType what kind of thing it is about
     * @param entityUrl http, https or relative
     * @param entityReference a short name, such as {@code #TASK-41}
     * @param message one sentence; made of the other fields when absent
     * @param important whether it stands out; of some types all do
     * @param metadata whatever there is to say besides
     */
    @Schema(
            name = "NewEvent",
            example =
                    """
                    {"eventType": "deploy.finished", "entityName": "billing 4.2",
                     "message": "Billing 4.2 is live", "important": true}\
                    """)
    record NewEvent(
            @NotNull String eventType,
            @Nullable String entityType,
            @Nullable String entityId,
            @Nullable String entityName,
            @Nullable String entityUrl,
            @Nullable String entityReference,
            @Nullable String message,
            @Nullable Boolean important,
            @Schema(type = "object") @Nullable Object metadata,
            @Nullable List<Media> media) {}

    /**
     * What is to be another of an event; what is absent stays as it is.
     *
     * @param metadata takes the place of all that is there
     * @param media take the place of all that are there
     */
    @Schema(name = "EventChange", example = "{\"message\": \"Billing 4.2 is live again\"}")
    record EventChange(
            @Nullable String message,
            @Nullable Boolean important,
            @Nullable String entityName,
            @Nullable String entityUrl,
            @Schema(type = "object") @Nullable Object metadata,
            @Nullable List<Media> media) {}

    /**
     * Who reacted with what.
     *
     * @param next always null: there is one page
     */
    @Schema(name = "EventReactions")
    record Reactions(List<Reaction> items, @Nullable String next) {}

    /** A reaction. */
    @Schema(name = "EventReaction")
    record Reaction(String emoji, String actorId, @Nullable String actorName, Instant at) {}
}
