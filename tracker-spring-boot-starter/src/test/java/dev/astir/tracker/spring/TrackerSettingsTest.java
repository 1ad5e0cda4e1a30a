package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings of an application that runs, and what an adopter reads when one is wrong. */
@ExtendWith({TestPostgres.class, OutputCaptureExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackerSettingsTest {
    private TrackerDatabase database;
    private TrackerDatabase other;

    @BeforeAll
    void create(DataSource dataSource, DataSource otherDataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
        other = TrackerDatabase.in(otherDataSource);
    }

    private RunningApplication start(Class<?> application, Map<String, ?> properties) {
        Map<String, Object> all = RunningApplication.dataSource(database);
        all.putAll(properties);
        all.put("test.other", other.url());
        return RunningApplication.start(application, all);
    }

    @Test
    void tracksAsItsSettingsSay() throws Exception {
        Map<String, Object> properties = new HashMap<>();
        properties.put("astir.tracker.schema", "tracking");
        properties.put("astir.tracker.table", "seen");
        properties.put("astir.tracker.create-tables", true);
        properties.put("astir.tracker.max-id-length", 5);
        properties.put("astir.tracker.flush-interval", "10ms");
        properties.put("astir.tracker.max-batch-size", 7);
        properties.put("astir.tracker.max-pending", 8);
        properties.put("astir.tracker.granularity", "1m");
        properties.put("astir.tracker.client-id", "header:X-Client-Id, query:id");
        properties.put("astir.tracker.filter-order", -20);
        TestPostgres.execute(database.dataSource(), "CREATE SCHEMA tracking");
        try (RunningApplication application = start(ItemsApplication.class, properties)) {
            application.send(application.request("/items?id=no").header("X-Client-Id", "fives"));
            application.get("/items?id=sixsix");
            application.get("/items?id=query");
            assertThat(application.tracker().flush(Duration.ofSeconds(30))).isTrue();
            assertThat(application.tracker().stats().flushInterval())
                    .isEqualTo(Duration.ofMillis(10));
            assertThat(application.tracker().stats().maxBatchSize()).isEqualTo(7);
            assertThat(application.tracker().stats().maxPending()).isEqualTo(8);
            assertThat(
                            application
                                    .context()
                                    .getBean("activityTrackingFilter", FilterRegistrationBean.class)
                                    .getOrder())
                    .isEqualTo(-20);
        }

        assertThat(
                        new ClientActivityTable(database.dataSource(), "tracking.seen")
                                .lastSeen()
                                .keySet())
                .containsExactly("fives", "query");
    }

    private static Map<String, Object> counting(String table, String dailyTable) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("astir.tracker.table", table);
        properties.put("astir.tracker.daily-table", dailyTable);
        properties.put("astir.tracker.create-tables", true);
        properties.put("astir.tracker.activity", true);
        return properties;
    }

    @Test
    void countsTheRoutesOfEachClient() throws Exception {
        Map<String, Object> properties = counting("callers", "calls");
        try (RunningApplication application = start(ItemsApplication.class, properties)) {
            application.get("/items/1?client_id=a");
            application.get("/items/2?client_id=a");
            application.send(
                    application.post("/callable", "application/json", "{\"client_id\": \"a\"}"));
            send(application, "DELETE", "/any?client_id=a");
            send(application, "XQ17", "/any?client_id=made-up");
            send(application, "get", "/any?client_id=made-up");
            send(application, "XQ18", "/nowhere?client_id=made-up");
            assertThat(application.get("/nowhere?client_id=b").statusCode()).isEqualTo(404);
        }

        assertThat(hits("SELECT client_id || ' ' || activity, hits FROM calls"))
                .containsOnly(
                        Map.entry("a GET /items/{id}", 2L),
                        Map.entry("a POST /callable", 1L),
                        Map.entry("a DELETE /any", 1L));
        assertThat(new ClientActivityTable(database.dataSource(), "callers").lastSeen())
                .containsOnlyKeys("a", "b", "made-up");
    }

    @Test
    void countsARouteOfTheApplicationThatTakesEverything() throws Exception {
        try (RunningApplication application =
                start(FallbackApplication.class, counting("fallback", "fallback_calls"))) {
            assertThat(application.get("/nowhere?client_id=b").body()).isEqualTo("fallback");
        }

        assertThat(hits("SELECT client_id || ' ' || activity, hits FROM fallback_calls"))
                .containsOnly(Map.entry("b GET /**", 1L));
    }

    private static void send(RunningApplication application, String method, String path)
            throws Exception {
        application.send(application.request(path).method(method, BodyPublishers.noBody()));
    }

    private Map<String, Long> hits(String sql) throws SQLException {
        Map<String, Long> hits = new HashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                hits.put(rows.getString(1), rows.getLong(2));
            }
        }
        return hits;
    }

    @Test
    void looksAtABodyUpToItsLimit() throws Exception {
        other.clear();
        Map<String, Object> properties = RunningApplication.dataSource(other);
        properties.put("astir.tracker.body-limit", "64B");
        String late = "{\"operation\": \"" + "x".repeat(64) + "\", \"client_id\": \"late\"}";
        try (RunningApplication application = start(ItemsApplication.class, properties)) {
            HttpResponse<String> response =
                    application.send(application.post("/items", "application/json", late));
            assertThat(response.body()).isEqualTo("x".repeat(64) + " null");
            application.send(
                    application.post("/items", "application/json", "{\"client_id\": \"early\"}"));
        }

        assertThat(other.clients()).containsExactly("early");
    }

    @Test
    void tracksIfBeansAreMadeOnlyWhenTheyAreNeeded() throws Exception {
        other.clear();
        Map<String, Object> properties = RunningApplication.dataSource(other);
        properties.put("spring.main.lazy-initialization", true);
        try (RunningApplication application = start(ItemsApplication.class, properties)) {
            application.get("/items?client_id=lazy");
        }

        assertThat(other.clients()).containsExactly("lazy");
    }

    @Test
    void writesToThePrimaryDataSource() throws Exception {
        assertThat(clientsOf(PrimaryApplication.class, Map.of())).containsExactly("primary");
    }

    @Test
    void writesToTheNamedDataSource() throws Exception {
        assertThat(
                        clientsOf(
                                TwoApplication.class,
                                Map.of("astir.tracker.datasource", "secondDataSource")))
                .containsExactly("primary");
    }

    @Test
    void writesToANamedDataSourceThatIsNotToBeFoundByType() throws Exception {
        assertThat(
                        clientsOf(
                                HiddenApplication.class,
                                Map.of("astir.tracker.datasource", "hiddenDataSource")))
                .containsExactly("primary");
    }

    private Iterable<String> clientsOf(Class<?> application, Map<String, ?> properties)
            throws Exception {
        other.clear();
        try (RunningApplication running = start(application, properties)) {
            running.get("/items?client_id=primary");
        }
        return other.clients();
    }

    @Test
    void saysOnceWhyThereIsNoTracker(CapturedOutput output) throws Exception {
        Map<String, Object> properties =
                Map.of(
                        "spring.datasource.url", "",
                        "logging.level.dev.astir", "INFO");
        try (RunningApplication application =
                RunningApplication.start(NoDataSourceApplication.class, properties)) {
            assertThat(application.get("/items?client_id=a").body()).isEqualTo("listed");
        }

        assertThat(output)
                .containsOnlyOnce("Clients are not tracked: there is neither a DataSource bean");
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong("enabled", "perhaps", "Failed to convert"),
                wrong("max-pending", "0", "maxPending must be at least 1, but is 0."),
                wrong("max-batch-size", "-1", "maxBatchSize must be at least 1, but is -1."),
                wrong("max-batch-size", "many", "For input string: \"many\""),
                wrong("flush-interval", "0s", "flushInterval must be from PT0.001S to PT24H"),
                wrong("flush-interval", "soon", "'soon' is not a valid duration"),
                wrong("granularity", "-1s", "granularity must be from PT0S to PT24H"),
                wrong("shutdown-timeout", "0s", "shutdownTimeout must be from PT0.001S"),
                wrong("max-id-length", "0", "maxIdLength must be at least 1, but is 0."),
                wrong("table", "x".repeat(64), "table must be a name of 1 to 63 bytes"),
                wrong("max-activity-length", "0", "maxActivityLength must be"),
                wrong("daily-table", "x".repeat(64), "dailyTable must be a name of 1 to 63 bytes"),
                wrong("body-limit", "0B", "bodyLimit must be from 1 to 16777216, but is 0."),
                wrong("body-limit", "17MB", "bodyLimit must be from 1 to 16777216"),
                wrong("client-id", "cookie:x", "clientId must be a list of json:NAME, query:NAME"),
                wrong("datasource", "missing", "no DataSource bean of this name; there are ["));
    }

    private static Arguments wrong(String name, String value, String reason) {
        return arguments("astir.tracker." + name, value, reason);
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void namesTheSettingThatIsWrong(
            String property, String value, String reason, CapturedOutput output) {
        assertThatThrownBy(() -> start(ItemsApplication.class, Map.of(property, value)))
                .isInstanceOf(Exception.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .doesNotContain("overwrite cause")
                .contains(property)
                .contains(value)
                .containsIgnoringCase(reason);
    }

    @Test
    void asksForANameWhereSeveralDataSourcesAreEqual(CapturedOutput output) {
        assertThatThrownBy(() -> start(TwoApplication.class, Map.of()))
                .isInstanceOf(Exception.class);

        assertThat(output)
                .contains("astir.tracker.datasource")
                .contains("Must name one of the DataSource beans [")
                .contains("firstDataSource")
                .contains("secondDataSource");
    }

    @Test
    void saysWhichTableCouldNotBeCreated() {
        assertThatThrownBy(() ->
                        start(
                                ItemsApplication.class,
                                Map.of(
                                        "astir.tracker.create-tables",
                                        true,
                                        "astir.tracker.schema",
                                        "nowhere")))
                .hasStackTraceContaining("Could not create")
                .hasStackTraceContaining("nowhere");
    }

    @Test
    void createsNoTablesForAStoreOfTheApplication(CapturedOutput output) {
        assertThatThrownBy(() ->
                        start(
                                OwnStoreApplication.class,
                                Map.of("astir.tracker.create-tables", true)))
                .isInstanceOf(Exception.class);

        assertThat(output)
                .contains("astir.tracker.create-tables")
                .contains("because the tracker has a store of the application's own");
    }

    @Test
    void countsNothingInAStoreOfTheApplicationThatCannot(CapturedOutput output) {
        assertThatThrownBy(() ->
                        start(OwnStoreApplication.class, Map.of("astir.tracker.activity", true)))
                .isInstanceOf(Exception.class);

        assertThat(output).contains("astir.tracker.activity").contains("does not count activities");
    }

    private static DataSource dataSource(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    /** An unreachable database: whoever writes here has chosen wrongly. */
    private static DataSource nowhere() {
        return dataSource("jdbc:postgresql://127.0.0.1:1/nowhere?connectTimeout=1");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class PrimaryApplication {
        @Bean
        DataSource firstDataSource() {
            return nowhere();
        }

        @Bean
        @Primary
        DataSource secondDataSource(@Value("${test.other}") String url) {
            return dataSource(url);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class TwoApplication {
        @Bean
        DataSource firstDataSource() {
            return nowhere();
        }

        @Bean
        DataSource secondDataSource(@Value("${test.other}") String url) {
            return dataSource(url);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class HiddenApplication {
        @Bean(defaultCandidate = false)
        DataSource hiddenDataSource(@Value("${test.other}") String url) {
            return dataSource(url);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import({ItemsApplication.ItemsController.class, ItemsApplication.Gate.class})
    static class NoDataSourceApplication {}

    @Configuration(proxyBeanMethods = false)
    @Import({ItemsApplication.class, FallbackApplication.Fallback.class})
    static class FallbackApplication {
        @RestController
        static class Fallback {
            @GetMapping("/**")
            String fallback() {
                return "fallback";
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class OwnStoreApplication {
        @Bean
        ActivityStore ownStore() {
            return sightings -> {};
        }
    }
}
