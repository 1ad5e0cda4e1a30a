package dev.astir.tracker.spring;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * There is a DataSource to be found by type, or one is asked for by name: it may be one that is not
 * to be found by type, and if it is not there at all, the start is to fail.
 */
final class OnDataSourceCondition extends AnyNestedCondition {

    OnDataSourceCondition() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(DataSource.class)
    static final class ByType {}

    @ConditionalOnProperty("astir.tracker.datasource")
    static final class ByName {}
}
