package dev.astir.app.mentions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MentionsTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person caller = app().addUser(admin, Role.EMPLOYEE, "Caller");
    private final Person anna = app().addUser(admin, Role.EMPLOYEE, "Anna Alm");
    private final Person bert = app().addUser(admin, Role.EMPLOYEE, "Bert Álvarez");
    private final Person cleo = app().addUser(admin, Role.EMPLOYEE, "Cleo Alder");
    private final Person dora = app().addUser(admin, Role.EMPLOYEE, "Dora Alt");

    @Test
    void thoseOfTheThreadComeFirstThenWhomOneMentionedThenTheTeamThenNames() {
        String team =
                admin.api()
                        .post("/api/teams", Map.of("name", "T", "managerIds", List.of()))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        for (Person person : List.of(caller, bert)) {
            admin.api().patch("/api/users/" + person.userId(), Map.of("teamId", team)).expect(200);
        }
        String elsewhere = note();
        comment(caller, elsewhere, Map.of("body", "@Cleo", "mentions", List.of(cleo.userId())));
        String thread = note();
        comment(dora, thread, Map.of("body", "I know"));

        assertThat(names("?q=al&eventId=" + thread))
                .containsExactly("Dora Alt", "Cleo Alder", "Bert Álvarez", "Anna Alm");
        assertThat(names("?q=al"))
                .containsExactly("Cleo Alder", "Bert Álvarez", "Anna Alm", "Dora Alt");
        assertThat(names("?q=alv")).containsExactly("Bert Álvarez");
        assertThat(names("?eventId=" + thread))
                .startsWith("Ada Admin", "Dora Alt")
                .doesNotContain("Caller");
    }

    @Test
    void whatOneCannotSeeHasNoThreadAndNobodyElsesPeopleAreNamed() {
        Person stranger = app().registerOrganization();
        String thread = note();
        comment(dora, thread, Map.of("body", "I know"));

        assertThat(
                        stranger.api()
                                .get("/api/mentions?eventId=" + thread)
                                .expect(200)
                                .json()
                                .get("items"))
                .isEmpty();
        assertThat(names("?q=al&eventId=" + UUID.randomUUID()))
                .containsExactly("Anna Alm", "Bert Álvarez", "Cleo Alder", "Dora Alt");
    }

    @Test
    void whoIsSuspendedIsNotSuggestedAndBadInputIsNamed() {
        admin.api().patch("/api/users/" + dora.userId(), Map.of("status", "suspended")).expect(200);

        assertThat(names("?q=dora")).isEmpty();
        assertThat(
                        caller.api()
                                .get("/api/mentions?q=" + "a".repeat(101))
                                .expect(400)
                                .json()
                                .at("/errors/0/field")
                                .asText())
                .isEqualTo("q");
        caller.api().get("/api/mentions?eventId=none").expect(400);
    }

    private List<String> names(String query) {
        return caller.api()
                .get("/api/mentions" + query)
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("name");
    }

    private String note() {
        return admin.api()
                .post("/api/activities", Map.of("eventType", "note.written", "message", "m"))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private static void comment(Person who, String on, Map<String, Object> comment) {
        who.api().post("/api/activities/" + on + "/comments", comment).expect(201);
    }
}
