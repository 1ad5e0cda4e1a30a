package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.tenancy.Transactions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApiTokenUsesTest extends AppTest {

    private final Person ada = app().registerOrganization();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));

    /** What is to be done later, when the test says so. */
    private final Queue<Runnable> later = new ArrayDeque<>();

    @Test
    void isNotedOnceAMinuteOnAllNodesTogether() {
        UUID token = token();
        Instant start = now.get();
        ApiTokenUses here = node();

        here.used(ada.organizationId(), token);
        assertThat(lastUses()).containsExactly(start);

        now.set(start.plus(ApiTokenUses.EXACT_TO).minusMillis(1));
        here.used(ada.organizationId(), token);
        node().used(ada.organizationId(), token);
        assertThat(lastUses()).containsExactly(start);
        waitForEachOther();
        Instant minute = start.plus(ApiTokenUses.EXACT_TO);
        now.set(minute);
        here.used(ada.organizationId(), token);
        assertThat(lastUses()).containsExactly(minute);
    }

    /** A thousand scripts of one organization are few transactions. */
    @Test
    void thoseThatFollowAreNotedTogether() {
        Instant start = now.get();
        List<UUID> tokens = Stream.generate(this::token).limit(4).toList();
        ApiTokenUses here = node();

        tokens.forEach(token -> here.used(ada.organizationId(), token));
        assertThat(lastUses()).containsExactlyInAnyOrder(start, null, null, null);
        assertThat(later).hasSize(1);

        waitForEachOther();
        assertThat(lastUses()).containsOnly(start);
        waitForEachOther();
        assertThat(later).isEmpty();
    }

    private void waitForEachOther() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    private ApiTokenUses node() {
        return new ApiTokenUses(
                app().bean(ApiTokenRows.class),
                app().bean(Transactions.class),
                Runnable::run,
                (delay, task) -> later.add(task),
                new SettableClock(now));
    }

    private UUID token() {
        JsonNode made =
                ada.api()
                        .post("/api/tokens", Map.of("name", "T", "scopes", List.of("read")))
                        .expect(201)
                        .json();
        return UUID.fromString(made.get("id").asText());
    }

    private List<Instant> lastUses() {
        List<Instant> uses = new ArrayList<>();
        for (JsonNode each : ada.api().get("/api/tokens").json().get("items")) {
            JsonNode noted = each.get("lastUsedAt");
            uses.add(noted.isNull() ? null : Instant.parse(noted.asText()));
        }
        return uses;
    }
}
