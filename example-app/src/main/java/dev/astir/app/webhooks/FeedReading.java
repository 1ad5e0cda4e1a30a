package dev.astir.app.webhooks;

import dev.astir.app.platform.JobParts;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.webhooks.ReadingRepository.Advanced;
import dev.astir.app.webhooks.ReadingRepository.Behind;
import dev.astir.app.webhooks.ReadingRepository.Cursor;
import dev.astir.app.webhooks.ReadingRepository.Erased;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.EventFilter;
import dev.astir.stream.FeedReader;
import dev.astir.stream.PublishedEvents;
import dev.astir.stream.StreamPosition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes deliveries of the events that a webhook may be told of, as {@link Sights} knows. How far
 * each webhook has come moves in the transaction that adds its deliveries, and only from where they
 * were read: so each event becomes one delivery for each webhook that wants it, also when two nodes
 * read at the same time or one ends in the middle. Methods block. Thread-safe.
 */
@Singleton
class FeedReading {

    /** How many events one transaction takes. */
    static final int PART = 100;

    private static final int MILLIS_IN_ID = 16;

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final ReadingRepository rows;
    private final DeliveryRepository deliveries;
    private final Sights sights;
    private final Pauses pauses;
    private final ActivityStream stream;
    private final Transactions transactions;
    private final Clock clock;

    FeedReading(
            ReadingRepository rows,
            DeliveryRepository deliveries,
            Sights sights,
            Pauses pauses,
            ActivityStream stream,
            Transactions transactions,
            Clock clock) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.sights = sights;
        this.pauses = pauses;
        this.stream = stream;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Reads all that is new in all organizations; one that fails keeps no other waiting. */
    void readAll(BooleanSupplier stopping, JobParts parts) {
        List<Behind> all = transactions.asSystem(rows::behind);
        Map<String, StreamPosition> heads =
                stream.heads(all.stream().map(each -> each.organizationId().toString()).toList());
        for (Behind each : all) {
            UUID organizationId = each.organizationId();
            @Nullable StreamPosition head = heads.get(organizationId.toString());
            if (head != null && each.readTo() < head.offset() && !stopping.getAsBoolean()) {
                parts.attempt(organizationId, () -> read(organizationId, head, stopping));
            }
        }
    }

    /** Which organizations have webhooks that are told. */
    Set<UUID> organizations() {
        return transactions.asSystem(rows::behind).stream()
                .map(Behind::organizationId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void read(UUID organizationId, StreamPosition head, BooleanSupplier stopping) {
        FeedReader reader = Sights.organizations(organizationId);
        while (!stopping.getAsBoolean()) {
            OptionalLong from =
                    transactions.inOrganization(organizationId, () -> last(organizationId));
            if (from.isEmpty() || from.getAsLong() >= head.offset()) {
                return;
            }
            PublishedEvents part =
                    stream.published(
                            reader, new StreamPosition(head.epoch(), from.getAsLong()), PART);
            if (!part.next().epoch().equals(head.epoch())) {
                return; // a restore is under way; the next run knows the new history
            }
            transactions.inOrganization(
                    organizationId, () -> store(organizationId, from.getAsLong(), part));
        }
    }

    private OptionalLong last(UUID organizationId) {
        return rows.cursors(organizationId).stream().mapToLong(Cursor::readTo).min();
    }

    /** In a transaction: for each webhook that has come this far, what is new to it. */
    private void store(UUID organizationId, long from, PublishedEvents part) {
        // Nobody is erased between this and the end: what is added then is found and deleted.
        var unused = rows.holdOrganization(organizationId);
        List<Erased> erased = rows.erased(organizationId);
        for (Cursor cursor : rows.cursors(organizationId)) {
            // One that was resumed meanwhile may be further back; its turn comes.
            if (cursor.readTo() >= from && cursor.readTo() < part.next().offset()) {
                Optional<FeedReader> reader = sights.of(organizationId, cursor.userId(), part);
                if (reader.isPresent()) {
                    advance(organizationId, cursor, reader.get(), part, erased);
                } else {
                    pauses.withoutAccess(
                            organizationId, Objects.requireNonNull(cursor.userId()), now());
                }
            }
        }
    }

    private void advance(
            UUID organizationId,
            Cursor cursor,
            FeedReader reader,
            PublishedEvents part,
            List<Erased> erased) {
        @Nullable Advanced webhook =
                rows.advance(organizationId, cursor.id(), cursor.readTo(), part.next().offset());
        if (webhook == null) {
            return;
        }
        List<ActivityEvent> events =
                wanted(webhook, cursor.readTo(), part, erased).stream()
                        .filter(event -> reader.sees(event.audience()))
                        .toList();
        List<ActivityEvent> told = add(organizationId, webhook, events);
        UUID owner = cursor.userId();
        if (owner != null) {
            sights.told(organizationId, owner, told);
        }
    }

    private static List<ActivityEvent> wanted(
            Advanced webhook, long after, PublishedEvents part, List<Erased> erased) {
        EventFilter filter = EventFilter.types(webhook.eventTypes().toArray(String[]::new));
        return part.items().stream()
                .filter(item -> item.offset() > after)
                .map(PublishedEvents.Item::event)
                .filter(filter::matches)
                .filter(event -> !webhook.withoutAlerts().contains(alertType(event)))
                .filter(event -> erased.isEmpty() || !tellsOf(erased, event))
                .toList();
    }

    private static boolean tellsOf(List<Erased> erased, ActivityEvent event) {
        String body = Payload.of(event).toLowerCase(Locale.ROOT);
        return erased.stream().anyMatch(person -> person.isNamedIn(body));
    }

    /** Empty for what is no alert. */
    private static String alertType(ActivityEvent event) {
        return String.valueOf(event.metadata().getOrDefault("alertType", ""));
    }

    /** Gives those that are not too old for it. */
    private List<ActivityEvent> add(
            UUID organizationId, Advanced webhook, List<ActivityEvent> events) {
        @Nullable Instant since = webhook.eventsSince();
        List<ActivityEvent> fresh =
                events.stream()
                        .filter(event -> since == null || !published(event).isBefore(since))
                        .toList();
        if (!fresh.isEmpty()) {
            deliveries.addAll(
                    organizationId,
                    webhook.id(),
                    fresh.stream().map(event -> event.id().toString()).toList(),
                    fresh.stream().map(ActivityEvent::eventType).toList(),
                    fresh.stream().map(FeedReading::shown).toList(),
                    fresh.stream().map(Payload::of).toList(),
                    now());
        }
        if (fresh.size() < events.size()) {
            rows.skip(organizationId, webhook.id(), events.size() - fresh.size());
        }
        return fresh;
    }

    /** Whose data it shows, for who looks at the delivery; empty for what everybody may see. */
    private static String shown(ActivityEvent event) {
        @Nullable String actor = event.actorId();
        boolean isPerson = actor != null && UUID_FORM.matcher(actor).matches();
        return event.audience().isEmpty() || !isPerson ? "" : String.valueOf(actor);
    }

    /** Its own time may be another: an import tells of what was long ago. */
    private static Instant published(ActivityEvent event) {
        return Instant.ofEpochMilli(event.id().getMostSignificantBits() >>> MILLIS_IN_ID);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
