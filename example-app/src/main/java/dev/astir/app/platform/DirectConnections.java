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

    static DirectConnections of(DatabaseWatch watch) {
        PGSimpleDataSource dataSource = watch.dataSource();
        String options = dataSource.getOptions();
        String role = "-c role=" + TenantWall.SYSTEM_ROLE;
        dataSource.setOptions(options == null ? role : options + " " + role);
        return new DirectConnections(dataSource);
    }
}
