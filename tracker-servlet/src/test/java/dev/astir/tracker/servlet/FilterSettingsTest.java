package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter as a container makes it from a deployment descriptor. */
@ExtendWith(TestPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterSettingsTest {
    private static final String JNDI_NAME = "java:comp/env/jdbc/main";

    private TrackerDatabase database;

    @BeforeAll
    void start(DataSource dataSource) throws Exception {
        database = TrackerDatabase.in(dataSource);
    }

    @BeforeEach
    void clear() throws Exception {
        database.clear();
    }

    private TestTomcat tomcat(
            Path directory, Map<String, String> parameters, Consumer<TestTomcat> setup)
            throws LifecycleException {
        TestTomcat tomcat = new TestTomcat(directory);
        tomcat.tomcat().enableNaming();
        ContextResource resource = new ContextResource();
        resource.setName("jdbc/main");
        resource.setType("javax.sql.DataSource");
        resource.setProperty("factory", TestDataSourceFactory.class.getName());
        resource.setProperty("url", database.url());
        tomcat.context().getNamingResources().addResource(resource);
        FilterDef filter = tomcat.filter("activity");
        filter.setFilterClass(ActivityTrackingFilter.class.getName());
        parameters.forEach(filter::addInitParameter);
        setup.accept(tomcat);
        return tomcat.servlet("/items", TestServlets.of(TestServlets::readStream)).start();
    }

    @Test
    void tracksByTheParametersAndStoresWhatIsPendingWhenTheContainerStops(@TempDir Path directory)
            throws Exception {
        Map<String, String> parameters =
                Map.of(
                        "dataSource", JNDI_NAME,
                        "clientId", "header:X-Client-Id, principal ,query:id",
                        "flushInterval", "PT1H",
                        "maxBatchSize", "1000",
                        "maxIdLength", "6",
                        "schema", "public",
                        "table", "client_activity");
        try (TestTomcat tomcat = tomcat(directory, parameters, unchanged -> {})) {
            tomcat.send(tomcat.request("/items?id=no").header("X-Client-Id", "header"));
            tomcat.get("/items?id=query");
            tomcat.get("/items?id=too-long");
            assertThat(database.clients()).isEmpty();
        }

        assertThat(database.clients()).containsExactly("header", "query");
    }

    @Test
    void recordsTheUserThatTheContainerHasAuthenticated(@TempDir Path directory) throws Exception {
        Map<String, String> parameters = Map.of("dataSource", JNDI_NAME, "clientId", "principal");
        try (TestTomcat tomcat = tomcat(directory, parameters, FilterSettingsTest::protect)) {
            String credentials = Base64.getEncoder().encodeToString("alice:right".getBytes(UTF_8));
            assertThat(tomcat.get("/items").statusCode()).isEqualTo(401);
            assertThat(
                            tomcat.send(
                                            tomcat.request("/items")
                                                    .header(
                                                            "Authorization",
                                                            "Basic " + credentials))
                                    .statusCode())
                    .isEqualTo(200);
        }

        assertThat(database.clients()).containsExactly("alice");
    }

    private static void protect(TestTomcat tomcat) {
        tomcat.tomcat().addUser("alice", "right");
        tomcat.tomcat().addRole("alice", "user");
        SecurityCollection all = new SecurityCollection();
        all.addPattern("/*");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(all);
        constraint.addAuthRole("user");
        tomcat.context().addConstraint(constraint);
        tomcat.context().setLoginConfig(new LoginConfig("BASIC", "test", null, null));
        tomcat.context().getPipeline().addValve(new BasicAuthenticator());
    }

    static Stream<Arguments> wrongParameters() {
        return Stream.of(
                arguments(Map.of(), "The init-param dataSource is missing: the JNDI name"),
                arguments(
                        Map.of("dataSource", "java:comp/env/jdbc/other"),
                        "dataSource must be the JNDI name of a DataSource, such as"
                                + " java:comp/env/jdbc/main, but is \"java:comp/env/jdbc/other\""),
                arguments(
                        Map.of("dataSource", "ldap://127.0.0.1/x"),
                        "but is \"ldap://127.0.0.1/x\""),
                arguments(
                        Map.of("clientId", "cookie:x"),
                        "clientId must be a list of json:NAME, query:NAME, header:NAME, principal,"
                                + " but is \"cookie:x\""),
                arguments(Map.of("clientId", "json:a, header"), "but is \"json:a, header\""),
                arguments(Map.of("clientId", "principal:x"), "but is \"principal:x\""),
                arguments(Map.of("clientId", "json:a,"), "but is \"json:a,\""),
                arguments(
                        Map.of("flushIntervall", "PT1S"), "Unknown init-param \"flushIntervall\""));
    }

    @ParameterizedTest
    @MethodSource("wrongParameters")
    void namesTheParameterThatIsWrong(Map<String, String> parameters, String message) {
        assertThatThrownBy(() -> new ActivityTrackingFilter().init(new Parameters(parameters)))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining(message);
    }

    @Test
    void stopsTheStartOfAnApplicationWithAWrongNumber(@TempDir Path directory) throws Exception {
        for (Map<String, String> wrong :
                List.of(
                        Map.of("flushInterval", "1s"),
                        Map.of("maxBatchSize", "many"),
                        Map.of("maxBatchSize", "0"))) {
            Map<String, String> parameters = new HashMap<>(wrong);
            parameters.put("dataSource", JNDI_NAME);
            try (TestTomcat tomcat = tomcat(directory, parameters, unchanged -> {})) {
                assertThat(tomcat.context().getState().isAvailable()).isFalse();
            }
        }
    }

    private record Parameters(Map<String, String> values) implements FilterConfig {
        @Override
        public String getFilterName() {
            return "activity";
        }

        @Override
        public ServletContext getServletContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getInitParameter(String name) {
            return values.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(values.keySet());
        }
    }
}
