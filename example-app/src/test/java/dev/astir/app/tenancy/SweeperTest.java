package dev.astir.app.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.platform.JobFailedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What expired goes, of every organization, and nothing else. */
class SweeperTest extends AppTest {

    private final Transactions transactions = app().bean(Transactions.class);
    private final TestApp.Person one = app().registerOrganization();
    private final TestApp.Person two = app().registerOrganization();

    @Test
    void deletesWhatExpiredLongAgoInBatches() {
        addFamily(one, "8 days");
        addFamily(one, "6 days");
        addFamily(two, "8 days");
        addRefreshTokens(two, Sweeper.BATCH + 10, "8 days");
        addRefreshTokens(two, 3, "6 days");
        addEnrolmentToken(two, "8 days");
        addEnrolmentToken(two, "6 days");

        addPasswordReset(two, "8 days");
        addPasswordReset(two, "6 days");

        app().bean(Sweeper.class).run(() -> false);

        // Each has the sign-in of the registration besides.
        assertThat(count(one, "token_families")).isEqualTo(2);
        assertThat(count(two, "token_families")).isEqualTo(1);
        assertThat(count(two, "refresh_tokens")).isEqualTo(1 + 3);
        assertThat(count(two, "enrolment_tokens")).isEqualTo(1);
        assertThat(count(two, "password_resets")).isEqualTo(1);
        one.api().get("/api/auth/me").expect(200);
    }

    @Test
    void oneKindThatFailsDoesNotKeepTheOthers() {
        addFamily(one, "8 days");
        ExpiredRows broken =
                (before, limit) -> {
                    throw new IllegalStateException("planted");
                };
        List<ExpiredRows> kinds = new ArrayList<>(List.of(broken));
        kinds.addAll(app().beans(ExpiredRows.class));
        Sweeper sweeper =
                new Sweeper(kinds, transactions, Clock.fixed(Instant.now(), ZoneOffset.UTC));

        assertThatThrownBy(() -> sweeper.run(() -> false))
                .isInstanceOf(JobFailedException.class)
                .hasMessage("1 of %d kinds of rows could not be deleted.".formatted(kinds.size()));

        assertThat(kinds).hasSizeGreaterThan(3);
        assertThat(count(one, "token_families")).isEqualTo(1);
    }

    private void addFamily(TestApp.Person person, String ago) {
        execute(
                person,
                """
                WITH family AS (
                    INSERT INTO token_families (organization_id, id, user_id, created_at, expires_at)
                    VALUES ('%1$s', gen_random_uuid(), '%2$s', now(), now() - interval '%3$s')
                    RETURNING id)
                INSERT INTO refresh_tokens (organization_id, hash, family_id, expires_at)
                SELECT '%1$s', sha256(id::text::bytea), id, now() FROM family
                """
                        .formatted(person.organizationId(), person.userId(), ago));
    }

    private void addRefreshTokens(TestApp.Person person, int number, String ago) {
        execute(
                person,
                """
                INSERT INTO refresh_tokens (organization_id, hash, family_id, expires_at)
                SELECT organization_id, sha256(gen_random_uuid()::text::bytea), id,
                       now() - interval '%s'
                FROM token_families, generate_series(1, %d) WHERE expires_at > now()
                """
                        .formatted(ago, number));
    }

    private void addEnrolmentToken(TestApp.Person person, String ago) {
        execute(
                person,
                """
                INSERT INTO enrolment_tokens (organization_id, id, user_id, created_by, token_hash,
                                              created_at, expires_at, max_uses)
                VALUES ('%1$s', gen_random_uuid(), '%2$s', '%2$s', 'hash', now(),
                        now() - interval '%3$s', 1)
                """
                        .formatted(person.organizationId(), person.userId(), ago));
    }

    private void addPasswordReset(TestApp.Person person, String ago) {
        execute(
                person,
                """
                INSERT INTO password_resets (organization_id, id, user_id, token_hash, requested_at,
                                             expires_at)
                VALUES ('%1$s', gen_random_uuid(), '%2$s', 'hash', now(), now() - interval '%3$s')
                """
                        .formatted(person.organizationId(), person.userId(), ago));
    }

    private void execute(TestApp.Person person, String sql) {
        transactions.inOrganization(
                person.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement()) {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private int count(TestApp.Person person, String table) {
        return transactions.inOrganization(
                person.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement();
                            ResultSet rows =
                                    statement.executeQuery("SELECT count(*) FROM " + table)) {
                        rows.next();
                        return rows.getInt(1);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
