package dev.astir.quickstart;

import dev.astir.testing.postgres.PostgresProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a free port, with a database that was empty before. */
final class RunningApplication implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ConfigurableApplicationContext context;

    RunningApplication(String... settings) throws SQLException {
        String database = "quickstart_" + NUMBER.incrementAndGet();
        EmbeddedPostgres server = PostgresProcess.shared();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        SpringApplication application = new SpringApplication(Application.class);
        application.setRegisterShutdownHook(false);
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--server.address=127.0.0.1",
                                "--server.port=0",
                                "--spring.datasource.url="
                                        + server.getJdbcUrl("postgres", database),
                                "--spring.datasource.username=postgres",
                                "--spring.main.banner-mode=off",
                                "--logging.level.root=warn"));
        all.addAll(List.of(settings));
        context = application.run(all.toArray(String[]::new));
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
    public void close() {
        context.close();
    }
}
