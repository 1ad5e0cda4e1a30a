package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.MediaLink;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever is erased takes their own names with them, and nothing that is somebody else's. */
class ErasedNamesTest extends AppTest {

    private static final String GONE = "Erased person";

    private final TestApp.Person ada = app().registerOrganization();
    private final TestApp.Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob Miller");
    private final TestApp.Person mallory = app().addUser(ada, Role.EMPLOYEE, "Mallory Moreau");

    @Test
    void hostileNamesRewriteNothing() {
        String session =
                bob.api().post("/api/sessions/start").expect(201).json().get("id").asText();
        ada.api().post("/api/projects", Map.of("name", "Plan Apollo")).expect(201);
        for (String name :
                List.of(
                        "2026",
                        "admin",
                        "https",
                        session,
                        "bob miller",
                        "Plan Apollo",
                        "Red Team")) {
            mallory.api().patch("/api/auth/me", Map.of("name", name)).expect(200);
        }
        UUID before =
                told(
                        ada,
                        null,
                        "team.changed",
                        Map.of(
                                "before", Map.of("name", "Red Team", "at", "2026"),
                                "after", Map.of("name", "2026", "role", "admin")));
        UUID about =
                told(
                        ada,
                        bob,
                        "person.changed",
                        Map.of(
                                "name", "Bob Miller",
                                "role", "admin",
                                "reason", "since 2026, see https://example.org/Plan"));
        UUID by =
                told(
                        mallory,
                        bob,
                        "activity.hidden",
                        Map.of("reason", "Rude to Bob", "address", "203.0.113.7"));
        ActivityEvent event =
                ActivityEvent.builder("task.completed")
                        .actor(ada.userId().toString(), "Ada Admin")
                        .entity("task", "2026")
                        .entityName("Plan Apollo")
                        .entityReference("2026")
                        .entityUrl("https://example.org/2026/" + session)
                        .message("In 2026 Bob Miller, admin, did https://example.org/admin")
                        .metadata(Map.of("role", "admin", "sessionId", session))
                        .media(List.of(new MediaLink("/2026/admin.png", "image/png", "2026")))
                        .build();
        Owned.publish(app(), ada.organizationId(), event);
        await().until(() -> !stored(event).isEmpty());
        List<String> unchanged = stored(event);
        String team = details(before);
        String person = details(about);

        erase(mallory, "As Mallory Moreau and Bob agreed");

        assertThat(stored(event)).isEqualTo(unchanged);
        assertThat(details(before)).isEqualTo(team);
        assertThat(details(about)).isEqualTo(person);
        assertThat(details(by)).contains("Rude to Bob", GONE).doesNotContain("203.0.113.7");
        JsonNode erased =
                ada.api()
                        .get("/api/audit?action=person.erased&personId=" + mallory.userId())
                        .expect(200)
                        .json();
        assertThat(erased.at("/items/0/details/note").asText())
                .isEqualTo("As " + GONE + " and Bob agreed");
    }

    @Test
    void twoOfOneNameAndOneComputersName() {
        TestApp.Person namesake = app().addUser(ada, Role.EMPLOYEE, "Mallory Moreau");
        TestAgent.enrol(app(), mallory);
        TestAgent.enrol(app(), namesake);
        UUID members =
                told(ada, null, "team.changed", Map.of("members", List.of("Mallory Moreau")));
        UUID invited =
                told(
                        ada,
                        null,
                        "invitation.created",
                        Map.of("email", mallory.email(), "by", "x" + mallory.email()));

        erase(mallory, "She leaves");

        assertThat(details(members)).contains("Mallory Moreau");
        assertThat(details(invited)).contains(GONE, "x" + mallory.email());
        assertThat(
                        Owned.asTenant(
                                app(),
                                ada.organizationId(),
                                "SELECT hostname FROM agents WHERE user_id = '%s'"
                                        .formatted(namesake.userId())))
                .containsExactly("desk-1");

        // Nobody else has it now.
        erase(namesake, "She leaves, too");

        assertThat(details(members)).contains(GONE).doesNotContain("Moreau");
    }

    /** What somebody published while the first pass was under way. */
    @Test
    void theSecondPassKnowsTheNames() {
        erase(mallory, "She leaves");
        UUID late = told(ada, null, "team.changed", Map.of("members", List.of("Mallory Moreau")));
        ActivityEvent event =
                ActivityEvent.builder("task.completed")
                        .actor(ada.userId().toString(), "Ada Admin")
                        .message("Mallory Moreau did it")
                        .build();
        Owned.publish(app(), ada.organizationId(), event);
        await().until(() -> !stored(event).isEmpty());

        Owned.asTenant(
                app(),
                ada.organizationId(),
                "UPDATE erasures SET finished_at = finished_at - interval '11 minutes' RETURNING 1");
        app().bean(RetentionSweeper.class).run(() -> false);

        assertThat(details(late)).contains(GONE).doesNotContain("Moreau");
        assertThat(stored(event)).allMatch(row -> row.contains(GONE + " did it"));
        assertThat(
                        Owned.asTenant(
                                app(),
                                ada.organizationId(),
                                "SELECT cardinality(names) FROM erasures"))
                .containsExactly("0");
    }

    /** At their own wish. */
    private void erase(TestApp.Person person, String note) {
        String wish =
                person.api().post("/api/me/erasure-request").expect(201).json().get("id").asText();
        ada.api()
                .post("/api/erasure-requests/" + wish + "/approve", Map.of("note", note))
                .expect(204);
    }

    private UUID told(
            TestApp.Person actor,
            TestApp.@Nullable Person about,
            String action,
            Map<String, ?> details) {
        app().bean(Trail.class)
                .changed(
                        Actor.person(ada.organizationId(), actor.userId()),
                        action,
                        about == null ? null : about.userId(),
                        details);
        return UUID.fromString(
                stored("SELECT id FROM audit_entries ORDER BY at DESC, id LIMIT 1").getFirst());
    }

    private String details(UUID entry) {
        return stored("SELECT details FROM audit_entries WHERE id = '%s'".formatted(entry))
                .getFirst();
    }

    /** All of the event, but when it changed. */
    private List<String> stored(ActivityEvent event) {
        return Owned.asSystem(
                app(),
                """
                SELECT to_jsonb(e) - 'changed' FROM activity_events e
                WHERE feed = '%s' AND id = '%s'
                """
                        .formatted(ada.organizationId(), event.id()));
    }

    private List<String> stored(String sql) {
        return Owned.asTenant(app(), ada.organizationId(), sql);
    }
}
