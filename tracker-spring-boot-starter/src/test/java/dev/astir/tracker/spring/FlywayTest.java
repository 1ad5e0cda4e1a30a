package dev.astir.tracker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ClientActivityTable;
import dev.astir.tracker.TestPostgres;
import dev.astir.tracker.postgres.PostgresActivityStore;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The tracker's migrations beside those of an application that has a first version, too. */
@ExtendWith(TestPostgres.class)
class FlywayTest {

    @Test
    void migratesTheTrackersTablesBesideTheApplications(DataSource dataSource) throws Exception {
        PGSimpleDataSource postgres = dataSource.unwrap(PGSimpleDataSource.class);
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.datasource.url", postgres.getURL());
        properties.put("spring.datasource.username", postgres.getUser());
        properties.put("spring.flyway.enabled", true);
        properties.put("spring.flyway.locations", "classpath:db/items");
        try (RunningApplication application =
                RunningApplication.start(MigratingApplication.class, properties)) {
            application.get("/items?client_id=a");
        }

        assertThat(new ClientActivityTable(dataSource, "client_activity").lastSeen())
                .containsOnlyKeys("a");
        TestPostgres.execute(dataSource, "INSERT INTO items (id) VALUES (1)");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ItemsApplication.class)
    static class MigratingApplication {

        @Bean
        FlywayMigrationStrategy migrateItemsAndTracker() {
            return items -> {
                items.migrate();
                Flyway.configure()
                        .dataSource(items.getConfiguration().getDataSource())
                        .locations("classpath:" + PostgresActivityStore.MIGRATIONS)
                        .table("astir_tracker_history")
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .load()
                        .migrate();
            };
        }
    }
}
