package dev.astir.tracker.micronaut;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.value.PropertyResolver;

/**
 * Matches unless tracking is turned off, by any of the texts that Micronaut takes for false. It is
 * asked before {@link Settings} refuses all other texts.
 */
final class OnTracking implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Condition declares it
    public boolean matches(ConditionContext context) {
        PropertyResolver settings = context;
        return settings.getProperty(TrackerConfiguration.ENABLED, Boolean.class).orElse(true);
    }
}
