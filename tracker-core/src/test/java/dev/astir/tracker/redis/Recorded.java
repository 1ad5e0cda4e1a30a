package dev.astir.tracker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityHits;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.CountingActivityStore;
import dev.astir.tracker.Sighting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Records sightings and hits, and knows what must be in PostgreSQL then. */
final class Recorded {
    static final Instant T = Instant.parse("2026-05-04T10:00:00.123456Z");
    private static final LocalDate DAY = LocalDate.parse("2026-05-04");
    private static final String ACTIVITY = "GET /";

    private final Map<String, Instant> sightings = new TreeMap<>();
    private final Map<String, ActivityHits> hits = new TreeMap<>();

    /** Records clients 0 to count - 1, seen at T plus this many seconds. */
    void record(CountingActivityStore store, int count, int seconds) throws Exception {
        Instant seen = T.plusSeconds(seconds);
        List<Sighting> seenNow = new ArrayList<>();
        List<ActivityHits> hitsNow = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String client = "client-%04d".formatted(i);
            seenNow.add(new Sighting(client, seen));
            hitsNow.add(new ActivityHits(client, ACTIVITY, DAY, 1 + i % 3, seen));
        }
        store.upsert(seenNow);
        store.addHits(hitsNow);
        for (int i = 0; i < count; i++) {
            String client = seenNow.get(i).clientId();
            sightings.merge(client, seen, (a, b) -> a.isAfter(b) ? a : b);
            hits.merge(client, hitsNow.get(i), Recorded::sum);
        }
    }

    private static ActivityHits sum(ActivityHits a, ActivityHits b) {
        Instant last = a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen();
        return new ActivityHits(a.clientId(), ACTIVITY, DAY, a.hits() + b.hits(), last);
    }

    void assertIsIn(DataSource dataSource) {
        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .isEqualTo(sightings);
        Map<String, ActivityHits> stored =
                storedHits(dataSource).stream()
                        .collect(Collectors.toMap(ActivityHits::clientId, each -> each));
        assertThat(new TreeMap<>(stored)).isEqualTo(hits);
    }

    static Set<ActivityHits> storedHits(DataSource dataSource) {
        return ClientActivityTable.hits(dataSource, "client_activity_daily");
    }
}
