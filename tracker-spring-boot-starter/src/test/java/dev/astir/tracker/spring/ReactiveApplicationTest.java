package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.TrackerDatabase;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An application on WebFlux, where there is no filter of ours: it records by hand. */
@ExtendWith(TestPostgres.class)
@Tag("newest-java")
class ReactiveApplicationTest {

    @Test
    void recordsByHand(DataSource dataSource) throws Exception {
        TrackerDatabase database = TrackerDatabase.in(dataSource);
        Map<String, Object> properties = RunningApplication.dataSource(database);
        properties.put("spring.main.web-application-type", "reactive");
        properties.put("management.endpoint.health.show-details", "always");
        try (RunningApplication application =
                RunningApplication.start(ReactiveApplication.class, properties)) {
            assertThat(application.get("/items?id=reactive&client_id=no").body()).isEqualTo("true");
            assertThat(application.get("/actuator/health").body()).contains("activityTracker");
            assertThat(application.context().getBeansOfType(FilterRegistrationBean.class))
                    .isEmpty();
        }

        assertThat(database.clients()).containsExactly("reactive");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Items.class)
    static class ReactiveApplication {}

    @RestController
    static class Items {
        private final ActivityTracker tracker;

        Items(ActivityTracker tracker) {
            this.tracker = tracker;
        }

        @GetMapping("/items")
        Mono<Boolean> items(@RequestParam String id) {
            return Mono.fromSupplier(() -> tracker.record(id));
        }
    }
}
