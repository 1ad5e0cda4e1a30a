package dev.astir.tracker.micronaut;

import io.micronaut.context.BeanContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.core.naming.Named;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the DataSource bean that the settings name. */
final class DataSourceChoice {
    private final BeanContext beans;

    DataSourceChoice(BeanContext beans) {
        this.beans = beans;
    }

    /**
     * The bean of this name. For {@value TrackerConfiguration#DEFAULT_DATASOURCE} also the only
     * one, if it has no name.
     *
     * @throws BeanInstantiationException if there is none
     */
    DataSource named(String name) {
        Collection<BeanDefinition<DataSource>> all = beans.getBeanDefinitions(DataSource.class);
        Optional<BeanDefinition<DataSource>> only = all.stream().findFirst();
        if (name.equals(TrackerConfiguration.DEFAULT_DATASOURCE)
                && all.size() == 1
                && only.isPresent()
                && name(only.get()) == null) {
            return beans.getBean(only.get());
        }
        return beans.findBean(DataSource.class, Qualifiers.byName(name))
                .orElseThrow(() -> new BeanInstantiationException(missing(name, all)));
    }

    private static String missing(String name, Collection<BeanDefinition<DataSource>> all) {
        String others =
                all.isEmpty()
                        ? "there is none at all; add one (micronaut-jdbc-hikari and"
                                + " datasources.default.url make one)"
                        : "there are " + names(all) + "; name one of them";
        return "astir.tracker.datasource is \"%s\", but there is no DataSource bean of that name: %s, define an ActivityStore bean, or turn tracking off by astir.tracker.enabled=false"
                .formatted(name, others);
    }

    private static String names(Collection<BeanDefinition<DataSource>> all) {
        return all.stream()
                .map(DataSourceChoice::name)
                .map(name -> Objects.requireNonNullElse(name, "one without a name"))
                .sorted()
                .toList()
                .toString();
    }

    private static @Nullable String name(BeanDefinition<DataSource> definition) {
        return definition.getDeclaredQualifier() instanceof Named named ? named.getName() : null;
    }
}
