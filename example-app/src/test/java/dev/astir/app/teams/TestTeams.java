package dev.astir.app.teams;

import dev.astir.app.TestApp.Person;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Teams as tests make them, through the API. */
public final class TestTeams {

    private TestTeams() {}

    /** A new team with these managers; its id. */
    public static UUID create(Person admin, String name, Person... managers) {
        return UUID.fromString(
                admin.api()
                        .post("/api/teams", body(name, managers))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
    }

    /** Gives the team these managers, and no other. */
    public static void manage(Person admin, UUID team, String name, Person... managers) {
        admin.api().put("/api/teams/" + team, body(name, managers)).expect(200);
    }

    /** Puts somebody into a team, or takes them out of theirs. */
    public static void move(Person admin, Person who, @Nullable UUID team) {
        admin.api()
                .patch("/api/users/" + who.userId(), Collections.singletonMap("teamId", team))
                .expect(200);
    }

    static Map<String, Object> body(String name, Person... managers) {
        List<UUID> ids = Arrays.stream(managers).map(Person::userId).toList();
        return Map.of("name", name, "managerIds", ids);
    }
}
