package dev.astir.app.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.feed.TestReader;
import dev.astir.app.identity.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people change of themselves. */
class ProfileTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob");

    @Test
    void changesTheOwnNameAndNothingElse() {
        JsonNode changed =
                bob.api().patch("/api/auth/me", Map.of("name", " Robert ")).expect(200).json();

        assertThat(changed.get("name").asText()).isEqualTo("Robert");
        JsonNode me = bob.api().get("/api/auth/me").expect(200).json();
        assertThat(me.get("name").asText()).isEqualTo("Robert");
        assertThat(me.get("timeZone").asText()).isEqualTo("Europe/Berlin");
        assertThat(me.get("role").asText()).isEqualTo("employee");
    }

    @Test
    void takesAZoneOfOnesOwnAndTheOrganizationsAgain() {
        bob.api().patch("/api/auth/me", Map.of("timeZone", "Asia/Tokyo")).expect(200);
        assertThat(zone()).isEqualTo("Asia/Tokyo");

        // What is absent stays.
        bob.api().patch("/api/auth/me", Map.of("name", "Rob")).expect(200);
        assertThat(zone()).isEqualTo("Asia/Tokyo");

        JsonNode changed =
                bob.api().patch("/api/auth/me", "{\"timeZone\":null}").expect(200).json();
        assertThat(changed.get("timeZone").isNull()).isTrue();
        assertThat(zone()).isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '\"\"'",
        "name, '\"  \"'",
        "name, '\"two\\nlines\"'",
        "timeZone, '\"Mars/Phobos\"'",
        "timeZone, '\"\"'",
        "timeZone, 7",
        "role, '\"admin\"'",
    })
    void namesTheFieldThatCannotBeAccepted(String field, String value) {
        JsonNode problem =
                bob.api()
                        .patch("/api/auth/me", "{\"%s\":%s}".formatted(field, value))
                        .expect(400)
                        .json();

        assertThat(problem.at("/errors/0/field").asText()).as(problem.toString()).isEqualTo(field);
    }

    @Test
    void othersSeeItAtOnce() throws Exception {
        TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob));
        agent.next("welcome");
        try (TestReader reader = TestReader.connect(app(), admin)) {
            reader.subscribe("presence");

            bob.api().patch("/api/auth/me", Map.of("name", "Robert")).expect(200);

            JsonNode put =
                    reader.next(
                            "presence",
                            message -> message.at("/item/name").asText().equals("Robert"));
            assertThat(put.at("/item/userId").asText()).isEqualTo(bob.userId().toString());
        }
    }

    private String zone() {
        return bob.api().get("/api/auth/me").expect(200).json().get("timeZone").asText();
    }
}
