package dev.astir.app.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionQueryTest extends AppTest {

    private static Person person;

    @BeforeAll
    static void register() {
        person = app().registerOrganization();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "before=nonsense, before",
        "before=1.2, before",
        "before=-1y2p0ij32e8e7.00000000-0000-0000-0000-000000000000, before",
        "before=, before",
        "from=yesterday, from",
        "userId=7, userId",
        "from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z, to"
    })
    void refusesABadQuery(String query, String field) {
        JsonNode problem = person.api().get("/api/sessions?" + query).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
    }
}
