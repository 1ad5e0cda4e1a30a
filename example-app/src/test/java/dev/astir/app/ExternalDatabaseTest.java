package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on a PostgreSQL that somebody else runs, whose configured user is a superuser. */
class ExternalDatabaseTest {

    private static final String ORIGIN = "https://intranet.example.org";

    /** How long a request waits for the database. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private static EmbeddedPostgres postgres;
    private static TestApp one;
    private static TestApp two;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Map<String, String> variables =
                Map.of(
                        "ASTIR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "ASTIR_DATABASE_USER", "postgres",
                        "ASTIR_DATABASE_PASSWORD", "postgres",
                        "ASTIR_SECRET", "a secret of both nodes, 32 bytes",
                        "ASTIR_ALLOWED_ORIGINS", ORIGIN,
                        "ASTIR_ADMIN_EMAIL", "ada@example.org",
                        "ASTIR_ADMIN_PASSWORD", TestApp.PASSWORD);
        // At the same moment, on an empty database.
        CompletableFuture<TestApp> first =
                CompletableFuture.supplyAsync(() -> TestApp.start(variables));
        two = TestApp.start(variables);
        one = first.join();
    }

    @AfterAll
    static void stop() throws IOException {
        try (EmbeddedPostgres database = postgres;
                TestApp second = two;
                TestApp first = one) {
            // closed in reverse order
        }
    }

    @Test
    void oneNodesTokensAreGoodOnTheOther() {
        TestApp.Person ada = one.signIn("ada@example.org");

        JsonNode me =
                two.api()
                        .with("Authorization", "Bearer " + ada.accessToken())
                        .get("/api/auth/me")
                        .expect(200)
                        .json();

        assertThat(me.get("email").asText()).isEqualTo("ada@example.org");
        two.api().post("/api/auth/refresh", Map.of("refreshToken", ada.refreshToken())).expect(200);
    }

    @Test
    void bothNodesTogetherCreateOneFirstOrganization() {
        assertThat(one.signIn("ada@example.org").organizationId())
                .isEqualTo(two.signIn("ada@example.org").organizationId());
    }

    @Test
    void allowsTheListedOriginAndNoOther() {
        Api.Answer listed = preflight(ORIGIN);
        Api.Answer other = preflight("https://elsewhere.example.org");

        assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(listed.header("Access-Control-Allow-Headers"))
                .containsIgnoringCase("authorization");
        assertThat(listed.header("Access-Control-Allow-Credentials")).isNotEqualTo("true");
        assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    }

    /** Word for word as the document has it. */
    @Test
    void theOperatorSetsThePlan() throws Exception {
        TestApp.Person ada = one.signIn("ada@example.org");
        String document = Files.readString(Path.of("..", "docs", "configuration.md"));
        Matcher sql =
                Pattern.compile("```sql\n(.*?SET plan_type.*?)```", Pattern.DOTALL)
                        .matcher(document);
        assertThat(sql.find()).isTrue();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    sql.group(1)
                            .replace(
                                    "00000000-0000-0000-0000-000000000000",
                                    ada.organizationId().toString()));
        }

        assertThat(
                        two.signIn("ada@example.org")
                                .api()
                                .get("/api/organization")
                                .json()
                                .get("planType"))
                .hasToString("\"gold\"");
    }

    /** The database is away, as far as the second node can tell. */
    @Test
    void whoeverAsksWhileTheDatabaseDoesNotAnswerIsToldToComeAgain() throws Exception {
        TestApp.Person ada = two.signIn("ada@example.org");
        List<HikariDataSource> pools =
                two.beans(DataSource.class).stream()
                        .map(DelegatingDataSource::unwrapDataSource)
                        .map(HikariDataSource.class::cast)
                        .toList();
        assertThat(pools)
                .hasSize(2)
                .allMatch(pool -> pool.getConnectionTimeout() == PATIENCE.toMillis());
        List<Connection> all = new ArrayList<>();
        try {
            for (HikariDataSource pool : pools) {
                for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                    all.add(pool.getConnection());
                }
                // The least that it takes.
                pool.getHikariConfigMXBean().setConnectionTimeout(250);
            }

            Api.Answer refused = ada.api().get("/api/organization").expect(503);

            assertThat(refused.json().get("type").asText()).endsWith(":service-unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
            for (HikariDataSource pool : pools) {
                pool.getHikariConfigMXBean().setConnectionTimeout(PATIENCE.toMillis());
            }
        }
        ada.api().get("/api/organization").expect(200);
    }

    private static Api.Answer preflight(String origin) {
        return one.api()
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "GET")
                .with("Access-Control-Request-Headers", "authorization")
                .send("OPTIONS", "/api/auth/me", null);
    }
}
