package dev.astir.tracker.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads the setting as {@link TrackerProperties} is bound, so that both agree on every value. */
final class OnTrackingCondition extends SpringBootCondition {
    private static final String PROPERTY = "astir.tracker.enabled";

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean wanted =
                metadata.getAnnotations()
                        .get(ConditionalOnTracking.class)
                        .getBoolean(MergedAnnotation.VALUE);
        boolean enabled =
                Binder.get(context.getEnvironment()).bind(PROPERTY, Boolean.class).orElse(true);
        return new ConditionOutcome(
                enabled == wanted,
                ConditionMessage.forCondition(ConditionalOnTracking.class)
                        .because(PROPERTY + " is " + enabled));
    }
}
