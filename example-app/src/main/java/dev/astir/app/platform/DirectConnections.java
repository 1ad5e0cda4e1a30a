package dev.astir.app.platform;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to the database server that belong to no pool, as the second role: for what keeps one
 * for good, such as who listens. Immutable.
 *
 * @param dataSource makes a new one each time
 */
public record DirectConnections(DataSource dataSource) {

    private static final int TIMEOUT_SECONDS = 10;

    static DirectConnections to(Settings.Database database) {
        PGSimpleDataSource dataSource = Migrations.dataSource(database);
        String options = dataSource.getOptions();
        String role = "-c role=" + TenantWall.SYSTEM_ROLE;
        dataSource.setOptions(options == null ? role : options + " " + role);
        dataSource.setTcpKeepAlive(true);
        dataSource.setConnectTimeout(TIMEOUT_SECONDS);
        dataSource.setLoginTimeout(TIMEOUT_SECONDS);
        return new DirectConnections(dataSource);
    }
}
