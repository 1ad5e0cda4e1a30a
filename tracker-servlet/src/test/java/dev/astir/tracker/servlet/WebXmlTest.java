package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.DocumentedCode;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web applications with a deployment descriptor, in Tomcat, with a DataSource of its own. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class WebXmlTest {
    private static final String DATA_SOURCE = "java:comp/env/jdbc/main";

    private TrackerDatabase database;
    private Path directory;

    /** Answers, and records somebody else by the tracker of the filter. */
    public static final class Items extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            request.getInputStream().readAllBytes();
            boolean wrapped = request instanceof HttpServletRequestWrapper;
            response.setHeader("Wrapped", String.valueOf(wrapped));
            Object tracker =
                    getServletContext().getAttribute(ActivityTrackingFilter.TRACKER_ATTRIBUTE);
            boolean recorded =
                    request.getParameter("for") != null
                            && ((ActivityTracker) tracker)
                                    .record(request.getParameter("for"), "asked");
            response.getWriter().print(recorded);
        }
    }

    @BeforeEach
    void prepare(DataSource dataSource, @TempDir Path directory) throws SQLException {
        database = TrackerDatabase.in(dataSource);
        this.directory = directory;
    }

    private ServletContainer start(Map<String, String> parameters) throws Exception {
        return start(parameters, "");
    }

    private ServletContainer start(Map<String, String> parameters, String more) throws Exception {
        StringBuilder given = new StringBuilder();
        parameters.forEach((name, value) ->
                given.append("<init-param><param-name>%s</param-name>".formatted(name))
                        .append("<param-value>%s</param-value>".formatted(value))
                        .append("</init-param>\n"));
        String filter =
                """
                <filter>
                  <filter-name>activity</filter-name>
                  <filter-class>dev.astir.tracker.servlet.ActivityTrackingFilter</filter-class>
                  <async-supported>true</async-supported>
                  %s
                </filter>
                <filter-mapping>
                  <filter-name>activity</filter-name>
                  <url-pattern>/*</url-pattern>
                </filter-mapping>
                """
                        .formatted(given);
        return deploy(filter, more);
    }

    /** Deploys a directory with a web.xml, in which nothing else is declared than what it says. */
    private ServletContainer deploy(String filter, String more) throws Exception {
        Path application = Files.createDirectories(directory.resolve("application"));
        write(
                application.resolve("META-INF/context.xml"),
                """
                <Context>
                  <Resource name="jdbc/main" type="javax.sql.DataSource" auth="Container"
                      factory="dev.astir.tracker.servlet.TestDataSourceFactory" url="%s"/>
                </Context>
                """
                        .formatted(database.url()));
        write(
                application.resolve("WEB-INF/web.xml"),
                """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0"
                    metadata-complete="true">
                  %s
                  <servlet>
                    <servlet-name>items</servlet-name>
                    <servlet-class>dev.astir.tracker.servlet.WebXmlTest$Items</servlet-class>
                  </servlet>
                  <servlet-mapping>
                    <servlet-name>items</servlet-name>
                    <url-pattern>/items</url-pattern>
                  </servlet-mapping>
                  <servlet>
                    <servlet-name>health</servlet-name>
                    <servlet-class>dev.astir.tracker.servlet.ActivityTrackerHealthServlet</servlet-class>
                  </servlet>
                  <servlet-mapping>
                    <servlet-name>health</servlet-name>
                    <url-pattern>/health/activity</url-pattern>
                  </servlet-mapping>
                  %s
                </web-app>
                """
                        .formatted(filter, more));
        Tomcat tomcat = TomcatContainer.onAFreePort(directory);
        tomcat.enableNaming();
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.addUser("alice", "right");
        tomcat.addRole("alice", "user");
        Context context = tomcat.addWebapp("", application.toString());
        context.setConfigFile(application.resolve("META-INF/context.xml").toUri().toURL());
        // Of all the containers on the tests' class path, this one alone.
        ((StandardContext) context).setContainerSciFilter(".*");
        return TomcatContainer.start(tomcat);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void tracksAnApplicationAsTheReadmeSays() throws Exception {
        List<String> blocks =
                DocumentedCode.blocks("README.md", "Any servlet container, by `web.xml`", "xml");
        assertThat(blocks).hasSize(2).contains(DocumentedCode.dependency("tracker-servlet"));
        TestPostgres.execute(database.dataSource(), "DROP TABLE client_activity");
        try (ServletContainer tomcat = deploy(blocks.get(1), "")) {
            TestClient.of(tomcat)
                    .post("/items", TestClient.JSON, "{\"client_id\":\"ARAUC_XALAP\"}");
        }

        assertThat(database.clients()).containsExactly("ARAUC_XALAP");
    }

    @Test
    void tracksWithADataSourceAlone() throws Exception {
        try (ServletContainer tomcat = start(Map.of("dataSource", DATA_SOURCE))) {
            TestClient client = TestClient.of(tomcat);
            HttpResponse<String> response =
                    client.post("/items", TestClient.JSON, "{\"client_id\":\"body\"}");
            assertThat(response.headers().firstValue("Wrapped")).contains("true");
            client.get("/items?client_id=query");
        }
        // The filter has closed its tracker, which has stored what was pending.
        assertThat(database.clients()).containsExactly("body", "query");
    }

    @Test
    void tracksByItsParameters() throws Exception {
        TestPostgres.execute(database.dataSource(), "CREATE SCHEMA app");
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("dataSource", DATA_SOURCE);
        parameters.put("clientId", "header:X-Client-Id, principal ,query:id");
        parameters.put("schema", "app");
        parameters.put("table", "seen");
        parameters.put("dailyTable", "did");
        parameters.put("maxIdLength", "6");
        parameters.put("maxActivityLength", "6");
        parameters.put("createTables", "true");
        parameters.put("flushInterval", "1h");
        parameters.put("maxBatchSize", " 1000 ");
        parameters.put("maxPending", "2000");
        parameters.put("granularity", "PT0.5S");
        parameters.put("shutdownTimeout", "30s");
        parameters.put("bodyLimit", "1024");
        parameters.put("enabled", "true");
        try (ServletContainer tomcat = start(parameters)) {
            TestClient client = TestClient.of(tomcat);
            client.send(client.request("/items?id=no").header("X-Client-Id", "header"));
            client.get("/items?id=query&for=other");
            client.get("/items?id=too-long");

            assertThat(client.get("/health/activity").body())
                    .contains("\"bufferSize\":3,\"flushInterval\":3600000,")
                    .contains("\"maxBatchSize\":1000,\"maxPending\":2000,");
        }
        assertThat(database.clients()).isEmpty();
        String query =
                "INSERT INTO client_activity (client_id)"
                        + " SELECT client_id FROM app.seen"
                        + " UNION ALL SELECT client_id || ' ' || activity FROM app.did";
        TestPostgres.execute(database.dataSource(), query);
        assertThat(database.clients()).containsExactly("header", "other", "other asked", "query");
    }

    @Test
    void recordsTheUserThatTheContainerHasAuthenticated() throws Exception {
        String login =
                """
                <security-constraint>
                  <web-resource-collection>
                    <web-resource-name>all</web-resource-name>
                    <url-pattern>/*</url-pattern>
                  </web-resource-collection>
                  <auth-constraint><role-name>user</role-name></auth-constraint>
                </security-constraint>
                <login-config><auth-method>BASIC</auth-method></login-config>
                <security-role><role-name>user</role-name></security-role>
                """;
        Map<String, String> parameters = Map.of("dataSource", DATA_SOURCE, "clientId", "principal");
        try (ServletContainer tomcat = start(parameters, login)) {
            TestClient client = TestClient.of(tomcat);
            String credentials = Base64.getEncoder().encodeToString("alice:right".getBytes(UTF_8));

            assertThat(client.get("/items").statusCode()).isEqualTo(401);
            assertThat(
                            client.send(
                                            client.request("/items")
                                                    .header(
                                                            "Authorization",
                                                            "Basic " + credentials))
                                    .statusCode())
                    .isEqualTo(200);
        }
        assertThat(database.clients()).containsExactly("alice");
    }

    @Test
    void needsNoDataSourceWhenItIsDisabled() throws Exception {
        try (ServletContainer tomcat = start(Map.of("enabled", "false"))) {
            TestClient client = TestClient.of(tomcat);

            HttpResponse<String> response =
                    client.post("/items?client_id=a&for=b", TestClient.JSON, "{}");
            assertThat(response.body()).isEqualTo("false");
            assertThat(response.headers().firstValue("Wrapped")).contains("false");
            assertThat(client.get("/health/activity").body()).contains("\"pending\":0");
        }
        assertThat(database.clients()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flushInterval | 1    | must be a duration such as 500ms | \"1\"",
                "flushInterval | 0s   | must be from PT0.001S to PT24H   | PT0S",
                "maxBatchSize  | many | must be a whole number           | \"many\"",
                "maxPending    | 0    | must be at least 1               | 0",
                "table         | ''   | must be                          | \"\"",
                "enabled       | no   | must be true or false            | \"no\""
            })
    void stopsTheStartOfAnApplicationWithAWrongSetting(
            String name, String value, String allowed, String said) throws Exception {
        Logger log = Logger.getLogger("org.apache.catalina.core.ContainerBase");
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Handler handler = new ThrownHandler(thrown);
        log.addHandler(handler);
        try (ServletContainer tomcat = start(Map.of("dataSource", DATA_SOURCE, name, value))) {
            assertThat(TestClient.of(tomcat).get("/items").statusCode()).isEqualTo(404);
        } finally {
            log.removeHandler(handler);
        }
        assertThat(thrown)
                .singleElement()
                .isInstanceOf(ServletException.class)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .startsWith("The init-param " + name + " " + allowed)
                .endsWith(", but is " + said);
    }

    /** Keeps what a container logs that something has thrown. */
    private static final class ThrownHandler extends Handler {
        private final List<Throwable> thrown;

        ThrownHandler(List<Throwable> thrown) {
            this.thrown = thrown;
        }

        @Override
        public void publish(LogRecord logged) {
            if (logged.getThrown() != null) {
                thrown.add(logged.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void startsWhileTheDatabaseIsDownAndCreatesTheTablesWhenItIsBack() throws Exception {
        TestPostgres.execute(database.dataSource(), "DROP TABLE client_activity");
        database.accessible(false);
        Map<String, String> parameters = Map.of("dataSource", DATA_SOURCE, "createTables", "true");
        try (ServletContainer tomcat = start(parameters)) {
            TestClient client = TestClient.of(tomcat);
            assertThat(client.get("/items?client_id=early").statusCode()).isEqualTo(200);
            database.accessible(true);
        }
        assertThat(database.clients()).containsExactly("early");
    }
}
