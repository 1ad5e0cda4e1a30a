package dev.astir.app.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrailTest extends AppTest {

    private final Transactions transactions = app().bean(Transactions.class);
    private final TestApp.Person ada = app().registerOrganization();
    private final Actor actor = Actor.person(ada.organizationId(), ada.userId());
    private final UUID bob = UUID.randomUUID();
    private final UUID cid = UUID.randomUUID();

    @Test
    void aChangeIsARowOfItsTransaction() {
        Trail trail = app().bean(Trail.class);

        trail.changed(actor, "team.created", null, Map.of("name", "Platform"));
        assertThatThrownBy(() ->
                        transactions.inOrganization(
                                ada.organizationId(),
                                () -> {
                                    trail.changed(actor, "team.deleted", bob, Map.of());
                                    throw new IllegalStateException("planted");
                                }))
                .hasMessage("planted");

        assertThat(entries())
                .contains(
                        "change team.created %s null null {\"name\": \"Platform\"}"
                                .formatted(ada.userId()))
                .noneMatch(entry -> entry.contains("team.deleted"));
    }

    @Test
    void aLookIsRememberedOncePerPersonAndNeverOnesOwn() {
        Instant start = Instant.parse("2026-11-28T10:00:00Z");
        Map<String, String> tuesday = Map.of("date", "2026-11-24");

        at(start).viewed(actor, List.of(bob, cid, ada.userId(), bob), "day", tuesday);
        at(start.plus(Trail.ONE_LOOK).minusSeconds(1)).viewed(actor, List.of(bob), "day", tuesday);
        at(start.plusSeconds(60)).viewed(actor, List.of(ada.userId()), "day", tuesday);

        assertThat(views()).containsExactlyInAnyOrder(view(bob, "24"), view(cid, "24"));

        at(start.plusSeconds(60)).viewed(actor, List.of(bob), "day", Map.of("date", "2026-11-25"));
        at(start.plus(Trail.ONE_LOOK)).viewed(actor, List.of(bob), "day", tuesday);

        assertThat(views())
                .containsExactlyInAnyOrder(
                        view(bob, "24"), view(cid, "24"), view(bob, "25"), view(bob, "24"));
    }

    @Test
    void aLookThatGoesOnAllDayIsRememberedOncePerPersonAndDay() {
        Instant start = Instant.parse("2026-11-28T10:00:00Z");
        days(start).viewed(actor, List.of(bob, ada.userId()), "live");
        DailyViews later = days(start.plus(Duration.ofHours(9)));
        later.viewed(actor, List.of(bob), "live");
        later.viewed(actor, List.of(bob, cid), "live");
        later.viewed(actor, List.of(bob, cid), "live");
        days(start.plus(Duration.ofHours(14))).viewed(actor, List.of(bob), "live");

        assertThat(views())
                .containsExactlyInAnyOrder(
                        live(bob, "2026-11-28"), live(cid, "2026-11-28"), live(bob, "2026-11-29"));
    }

    private DailyViews days(Instant now) {
        return new DailyViews(
                at(now),
                app().bean(TrailRepository.class),
                transactions,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private String live(UUID person, String day) {
        return "view live %s null %s {\"date\": \"%s\"}".formatted(ada.userId(), person, day);
    }

    @Test
    void theAppActsToo() {
        app().bean(Trail.class)
                .changed(
                        Actor.app(ada.organizationId()), "session.stopped", ada.userId(), Map.of());

        assertThat(entries())
                .contains("change session.stopped null null %s {}".formatted(ada.userId()));
    }

    private Trail at(Instant now) {
        return new Trail(
                app().bean(TrailRepository.class),
                transactions,
                app().bean(JsonMapper.class),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private String view(UUID person, String day) {
        return "view day %s null %s {\"date\": \"2026-11-%s\"}"
                .formatted(ada.userId(), person, day);
    }

    private List<String> views() {
        return entries().stream().filter(entry -> entry.startsWith("view")).toList();
    }

    private List<String> entries() {
        return TrailEntries.of(app(), ada.organizationId());
    }
}
