package dev.astir.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import org.junit.jupiter.api.Test;

class AuthTest extends AppTest {

    @Test
    void registersAnOrganizationWithItsAdministrator() {
        TestApp.Person admin = app().registerOrganization();

        JsonNode me = admin.api().get("/api/auth/me").expect(200).json();

        assertThat(me.get("id").asText()).isEqualTo(admin.userId().toString());
        assertThat(me.get("role").asText()).isEqualTo("admin");
        assertThat(me.get("timeZone").asText()).isEqualTo("Europe/Berlin");
    }

    @Test
    void signsInAgainWithTheSamePassword() {
        TestApp.Person admin = app().registerOrganization();

        TestApp.Person again = app().signIn(admin.email());

        assertThat(again.userId()).isEqualTo(admin.userId());
        assertThat(again.accessToken()).isNotEqualTo(admin.accessToken());
    }

    @Test
    void refusesARequestWithoutToken() {
        JsonNode problem = app().api().get("/api/auth/me").expect(401).json();

        assertThat(problem.get("type").asText()).isEqualTo("urn:astir:problem:not-authenticated");
    }
}
