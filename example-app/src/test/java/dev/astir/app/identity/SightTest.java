package dev.astir.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom each role sees, for requests and for what is open. */
class SightTest extends AppTest {

    private final TestApp.Person admin = app().registerOrganization();
    private final TestApp.Person dora = app().addUser(admin, Role.MANAGER, "Dora");
    private final TestApp.Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
    private final TestApp.Person fay = app().addUser(admin, Role.EMPLOYEE, "Fay");

    @Test
    void administratorsAndManagersWithoutTeamsSeeEverybody() {
        assertThat(sight(admin)).isEqualTo(Sight.EVERYBODY);
        assertThat(sight(dora)).isEqualTo(Sight.EVERYBODY);
        assertThat(sight(dora).includes(UUID.randomUUID())).isTrue();
    }

    @Test
    void anEmployeeSeesHerself() {
        assertThat(sight(eve)).isEqualTo(Sight.own(eve.userId()));
        assertThat(sight(eve).includes(fay.userId())).isFalse();
    }

    @Test
    void aManagerOfTeamsSeesThoseTeamsAndHerself() {
        UUID team = UUID.randomUUID();
        execute("INSERT INTO teams VALUES ('%s', '%s', 'Platform', now())", team);
        execute("INSERT INTO team_managers VALUES ('%s', '%s', '" + dora.userId() + "')", team);

        assertThat(sight(dora).people()).containsExactly(dora.userId());

        execute(
                "UPDATE users SET team_id = '%2$s' WHERE organization_id = '%1$s' AND name = 'Eve'",
                team);

        assertThat(sight(dora).people()).containsExactlyInAnyOrder(dora.userId(), eve.userId());
    }

    /** Both ways of asking must agree. */
    private Sight sight(TestApp.Person person) {
        Authenticator authenticator = app().bean(Authenticator.class);
        app().bean(SignIns.class).forget(person.userId());
        Identity identity = authenticator.authenticate(person.accessToken()).orElseThrow();
        Sight sight = identity.caller().sight();
        assertThat(authenticator.recheck(List.of(identity)).getFirst().orElseThrow().caller())
                .isEqualTo(identity.caller());
        return sight;
    }

    private void execute(String sql, UUID team) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.inOrganization(
                admin.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement()) {
                        statement.execute(sql.formatted(admin.organizationId(), team));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
