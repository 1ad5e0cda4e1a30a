package dev.astir.tracker.servlet;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.postgresql.ds.PGSimpleDataSource;

/** What a container does for a DataSource in its JNDI. */
public final class TestDataSourceFactory implements ObjectFactory {
    @Override
    public Object getObjectInstance(
            Object reference, Name name, Context context, Hashtable<?, ?> environment) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl((String) ((Reference) reference).get("url").getContent());
        return dataSource;
    }
}
