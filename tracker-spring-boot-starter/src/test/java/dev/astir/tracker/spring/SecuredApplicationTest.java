package dev.astir.tracker.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The tracker behind Spring Security. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class SecuredApplicationTest {
    private TrackerDatabase database;

    @BeforeEach
    void create(DataSource dataSource) throws SQLException {
        database = TrackerDatabase.in(dataSource);
    }

    private RunningApplication start(String clientId) {
        Map<String, Object> properties = RunningApplication.dataSource(database);
        properties.put("astir.tracker.client-id", clientId);
        properties.put("spring.security.user.name", "alice");
        properties.put("spring.security.user.password", "right");
        return RunningApplication.startSecured(SecuredApplication.class, properties);
    }

    private static HttpRequest.Builder as(String credentials, HttpRequest.Builder request) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return request.header("Authorization", "Basic " + encoded);
    }

    @Test
    void recordsTheAuthenticatedUserAndNobodyElse() throws Exception {
        try (RunningApplication application = start("principal, query:client_id")) {
            assertThat(application.send(as("alice:right", application.request("/items"))).body())
                    .isEqualTo("listed");
            HttpRequest.Builder wrong = application.request("/items?client_id=FORGED");
            assertThat(application.send(as("mallory:wrong", wrong)).statusCode()).isEqualTo(401);
            assertThat(application.get("/items?client_id=ANONYMOUS").statusCode()).isEqualTo(401);
        }

        assertThat(database.clients()).containsExactly("alice");
    }

    @Test
    void recordsTheUserOfARequestThatIsAnsweredOnAnotherThread() throws Exception {
        try (RunningApplication application = start("json:client_id, principal")) {
            HttpRequest.Builder request =
                    application.post("/callable", "application/json", "{\"operation\": \"x\"}");
            assertThat(application.send(as("alice:right", request)).body()).isEqualTo("callable x");
        }

        assertThat(database.clients()).containsExactly("alice");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class SecuredApplication {

        @Bean
        SecurityFilterChain everythingForUsers(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }
}
