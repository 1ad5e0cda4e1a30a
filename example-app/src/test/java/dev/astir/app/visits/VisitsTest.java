package dev.astir.app.visits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VisitsTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void whoWasNeverThereMissedNothing() {
        JsonNode visit = last(bob);

        assertThat(visit.get("visitedAt").isNull()).isTrue();
        assertThat(visit.get("isAway").asBoolean()).isFalse();
    }

    @Test
    void whoComesBackAfterAnHourWasAwayUntilTheySaySo() {
        Instant before = Instant.now().minus(Duration.ofHours(2));
        TestVisits.was(app(), bob, before);

        assertThat(last(bob).get("isAway").asBoolean()).isTrue();
        assertThat(Instant.parse(last(bob).get("visitedAt").asText()))
                .isBetween(before.minusMillis(1), before.plusMillis(1));
        bob.api().post("/api/me/feed-visit").expect(200);

        assertThat(last(bob).get("isAway").asBoolean()).isFalse();
        assertThat(Instant.parse(last(bob).get("visitedAt").asText())).isAfter(before);
        assertThat(last(admin).get("visitedAt").isNull()).as("another's").isTrue();
    }

    @Test
    void whoWasThereWithinTheHourWasNotAway() {
        TestVisits.was(app(), bob, Instant.now().minus(Duration.ofMinutes(50)));

        assertThat(last(bob).get("isAway").asBoolean()).isFalse();
    }

    @Test
    void anAbsenceIsAYearAtMostAndAnEarlierVisitChangesNothing() {
        TestVisits.was(app(), bob, Instant.parse("2001-01-01T00:00:00Z"));
        assertThat(Instant.parse(last(bob).get("visitedAt").asText()))
                .isAfter(Instant.now().minus(Duration.ofDays(366)));
        // As the page asks for what was missed.
        bob.api()
                .get("/api/activities/summary?since=" + last(bob).get("visitedAt").asText())
                .expect(200);
        bob.api().post("/api/me/feed-visit").expect(200);
        TestVisits.was(app(), bob, Instant.now().minus(Duration.ofHours(5)));
        assertThat(last(bob).get("isAway").asBoolean()).isFalse();
    }

    @Test
    void whoIsRemovedLeavesNoVisit() {
        bob.api().post("/api/me/feed-visit").expect(200);
        assertThat(isKept(bob)).isTrue();

        admin.api().delete("/api/users/" + bob.userId()).expect(204);

        assertThat(isKept(bob)).isFalse();
    }

    private static boolean isKept(Person person) {
        return app().bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                app().bean(VisitRepository.class)
                                        .find(person.organizationId(), person.userId())
                                        .isPresent());
    }

    private static JsonNode last(Person person) {
        return person.api().get("/api/me/feed-visit").expect(200).json();
    }
}
