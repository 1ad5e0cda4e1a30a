package dev.astir.app.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /openapi.json} says of counts, highlights and summaries, which the stream writes by
 * itself; tests hold each answer against it. Nothing makes one of these records.
 */
final class DigestDescription {

    private DigestDescription() {}

    /**
     * How many events there were.
     *
     * @param bucket of how long each is
     * @param items the earliest first
     * @param next where to go on, sent as {@code from}; null where there is no more
     */
    @Schema(name = "EventStats")
    record Stats(
            @Schema(allowableValues = {"hour", "day", "week", "month"}) String bucket,
            List<StatsItem> items,
            @Nullable Instant next) {}

    /**
     * How many events there were in one bucket.
     *
     * @param counts by type
     */
    @Schema(name = "EventStatsItem")
    record StatsItem(Instant start, Map<String, Long> counts, long total) {}

    /**
     * The most important events, the first of them first.
     *
     * @param next always null: there is one page
     */
    @Schema(
            name = "EventHighlights",
            example =
                    """
                    {"items": [{"event": {"id": "019345b2-7c1e-7d3a-9f52-3b1c2d4e5f60",
                       "eventType": "deploy.finished", "actorId": "01934ba0-0c1f-7f3b-9a10-6c2e7d4b8e02",
                       "actorName": "Ada Admin", "timestamp": "2026-11-23T09:30:00.125Z",
                       "entityType": "service", "entityId": "billing", "entityName": "billing 4.2",
                       "entityUrl": null, "entityReference": null, "message": "Billing 4.2 is live",
                       "icon": "🚀", "color": "#15803d", "important": true, "metadata": {},
                       "reactions": {}, "commentCount": 0, "media": [], "myReactions": []},
                      "score": 48, "why": [{"reason": "type", "points": 30, "weight": 10, "important": true},
                       {"reason": "rarity", "points": 20, "times": 0, "days": 30},
                       {"reason": "age", "points": -2, "hours": 3.5}]}],
                     "next": null}\
                    """)
    record Highlights(List<Highlight> items, @Nullable String next) {}

    /**
     * An event and how important it is.
     *
     * @param score the points of its reasons together
     */
    @Schema(name = "EventHighlight")
    record Highlight(FeedDescription.Event event, int score, List<Why> why) {}

    /**
     * One reason for a score, with the facts that its points came from.
     *
     * @param points how much it adds; less than 0 where it takes away
     */
    @Schema(name = "EventWhy", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Why(
            @Schema(allowableValues = {"type", "mention", "mine", "thread", "own", "rarity", "age"})
                    String reason,
            int points) {}

    /**
     * Events in words.
     *
     * @param from it sums up what happened from here on
     * @param to and before this
     * @param total how many events there were
     * @param lines what there was, the most important first
     * @param text the lines as one text
     * @param language of the words, such as {@code en}
     */
    @Schema(
            name = "EventSummary",
            example =
                    """
                    {"from": "2026-11-22T09:30:00Z", "to": "2026-11-23T09:30:00Z", "total": 4,
                     "lines": [{"kind": "sessions", "count": 4, "text": "4 sessions",
                       "filter": {"type": ["session.started"], "from": "2026-11-22T09:30:00Z",
                        "to": "2026-11-23T09:30:00Z"}}],
                     "text": "4 sessions", "language": "en"}\
                    """)
    record Summed(
            Instant from, Instant to, long total, List<Line> lines, String text, String language) {}

    /**
     * One line of a summary.
     *
     * @param kind what it counts
     * @param text the line in words
     * @param filter of the feed, which shows what was counted
     */
    @Schema(name = "EventSummaryLine")
    record Line(String kind, long count, String text, Filter filter) {}

    /** A filter of the feed by the names of its parameters; what it does not ask for is absent. */
    @Schema(name = "EventFilter")
    record Filter(
            @Nullable List<String> type,
            @Nullable List<String> actor,
            @Nullable List<String> entityType,
            @Nullable List<String> entityId,
            @Nullable String q,
            @Nullable Boolean important,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
