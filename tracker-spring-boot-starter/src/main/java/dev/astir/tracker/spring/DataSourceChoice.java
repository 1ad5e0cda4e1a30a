package dev.astir.tracker.spring;

import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.StringUtils;

/** Which of the application's DataSources the tracker writes to. */
final class DataSourceChoice {
    private static final String PROPERTY = "datasource";

    private DataSourceChoice() {}

    /**
     * The bean of this name, or the one that Spring would inject by type if there is no name.
     *
     * <p>Nothing has to tell Spring that the caller's bean depends on it: beans are destroyed in
     * the reverse order of their creation.
     */
    static DataSource from(ListableBeanFactory beans, @Nullable String name) {
        if (StringUtils.hasText(name)) {
            if (beans.containsBean(name) && beans.isTypeMatch(name, DataSource.class)) {
                return beans.getBean(name, DataSource.class);
            }
            throw Setting.wrong(
                    PROPERTY,
                    name,
                    "There is no DataSource bean of this name; there are %s."
                            .formatted(names(beans)));
        }
        DataSource only = beans.getBeanProvider(DataSource.class).getIfUnique();
        if (only == null) {
            throw Setting.wrong(
                    PROPERTY,
                    name,
                    "Must name one of the DataSource beans %s, because none of them is primary."
                            .formatted(names(beans)));
        }
        return only;
    }

    private static String names(ListableBeanFactory beans) {
        String[] names =
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                        beans, DataSource.class, true, false);
        return Arrays.asList(names).toString();
    }
}
