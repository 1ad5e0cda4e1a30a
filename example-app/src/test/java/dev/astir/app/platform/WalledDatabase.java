package dev.astir.app.platform;

import dev.astir.app.TestApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Base of tests at the level of SQL, on one database whose wall they may break and mend. */
@ExtendWith(WalledDatabase.Shared.class)
abstract class WalledDatabase {

    private final Walled walled;

    WalledDatabase(Walled walled) {
        this.walled = walled;
    }

    final Settings.Database address() {
        return walled.database.address();
    }

    final String password() {
        return walled.home.secret("database-password", "");
    }

    void createOrganization(UUID id) throws SQLException {
        asTenant(
                id,
                "INSERT INTO organizations (id, name, time_zone, created_at, updated_at) VALUES ('"
                        + id
                        + "', 'x', 'UTC', now(), now()) RETURNING name");
    }

    /**
     * As the app's connections do it: the role for the connection, the tenant for a transaction.
     */
    String asTenant(UUID organizationId, String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE astir_tenant");
            connection.setAutoCommit(false);
            if (organizationId != null) {
                statement.execute(
                        "SELECT set_config('astir.organization', '" + organizationId + "', true)");
            }
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                String text = rows.getString(1);
                connection.commit();
                return text;
            }
        }
    }

    String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    final Connection connect() throws SQLException {
        return Migrations.dataSource(address()).getConnection();
    }

    /** The database, which its tests share. */
    static final class Walled implements AutoCloseable {

        private final Home home = Home.take(TestApp.temporaryHome());
        private final EmbeddedDatabase database = EmbeddedDatabase.start(home);

        private Walled() {
            Migrations.run(database.address());
        }

        @Override
        public void close() {
            database.close();
            home.close();
            try {
                PostgresBinaries.delete(home.folder());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Starts it with the first test that asks for it; it ends with the process's tests. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Walled.class;
        }

        @Override
        public Walled resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Shared.class))
                    .getOrComputeIfAbsent("walled", key -> new Walled(), Walled.class);
        }
    }
}
