package dev.astir.quickstart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a free port, with a real PostgreSQL that was empty before. */
final class RunningApplication implements AutoCloseable {
    private final EmbeddedPostgres database;
    private final ConfigurableApplicationContext context;

    RunningApplication(String... settings) throws IOException {
        database = EmbeddedPostgres.start();
        SpringApplication application = new SpringApplication(Application.class);
        application.setRegisterShutdownHook(false);
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--server.address=127.0.0.1",
                                "--server.port=0",
                                "--spring.datasource.url="
                                        + database.getJdbcUrl("postgres", "postgres"),
                                "--spring.datasource.username=postgres",
                                "--spring.main.banner-mode=off",
                                "--logging.level.root=warn"));
        all.addAll(List.of(settings));
        try {
            context = application.run(all.toArray(String[]::new));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Such as {@code 127.0.0.1:40123}. */
    String host() {
        return "127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Stops the application as an orderly end of the process does. */
    void stop() {
        context.close();
    }

    @Override
    public void close() throws IOException {
        context.close();
        database.close();
    }
}
