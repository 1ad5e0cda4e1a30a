package dev.astir.tracker.spring;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.tracker.ActivityStore;
import dev.astir.tracker.ActivityTracker;
import dev.astir.tracker.micrometer.TrackerMetrics;
import dev.astir.tracker.postgres.PostgresActivityStore;
import dev.astir.tracker.servlet.ActivityTrackingFilter;
import dev.astir.tracker.servlet.ClientIdResolver;
import dev.astir.tracker.spring.micrometer.TrackerMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Which beans are made, and for which of the application's own they step back. */
class BackOffTest {
    private final WebApplicationContextRunner servlet =
            new WebApplicationContextRunner()
                    .withPropertyValues(ONLY_OURS)
                    .withUserConfiguration(Application.class)
                    .withBean(DataSource.class, PGSimpleDataSource::new)
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    /** Ours are read as in an application, where the classes that they name may be missing. */
    private static final String ONLY_OURS =
            ImportCandidates.load(AutoConfiguration.class, BackOffTest.class.getClassLoader())
                    .getCandidates()
                    .stream()
                    .filter(name -> !name.startsWith("dev.astir."))
                    .collect(joining(",", "spring.autoconfigure.exclude=", ""));

    @Test
    void makesAllBeansOfAServletApplication() {
        servlet.run(context ->
                assertThat(context)
                        .hasSingleBean(PostgresActivityStore.class)
                        .hasSingleBean(ActivityTracker.class)
                        .hasSingleBean(ClientIdResolver.class)
                        .hasSingleBean(FilterRegistrationBean.class)
                        .hasSingleBean(TrackerLifecycle.class)
                        .hasSingleBean(TrackerMetrics.class)
                        .hasBean("activityTrackerHealthIndicator")
                        .doesNotHaveBean(TrackerAutoConfiguration.NoTracker.class));
    }

    @Test
    void makesOnlyTheTrackerWhereThereIsNoServlet() {
        ApplicationContextRunner plain =
                new ApplicationContextRunner()
                        .withPropertyValues(ONLY_OURS)
                        .withUserConfiguration(Application.class)
                        .withBean(DataSource.class, PGSimpleDataSource::new);
        plain.run(BackOffTest::assertTrackerWithoutFilter);
        plain.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web"))
                .run(BackOffTest::assertTrackerWithoutFilter);
        new ReactiveWebApplicationContextRunner()
                .withPropertyValues(ONLY_OURS)
                .withUserConfiguration(Application.class)
                .withBean(DataSource.class, PGSimpleDataSource::new)
                .run(BackOffTest::assertTrackerWithoutFilter);
    }

    private static void assertTrackerWithoutFilter(ApplicationContextAssertProvider<?> context) {
        assertThat(context.getBeansOfType(ActivityTracker.class)).hasSize(1);
        assertThat(context.getBeansOfType(TrackerLifecycle.class)).hasSize(1);
        assertThat(context.getBeansOfType(ClientIdResolver.class)).isEmpty();
        assertThat(context.getBeansOfType(FilterRegistrationBean.class)).isEmpty();
    }

    @Test
    void needsNeitherHealthNorMetrics() {
        servlet.withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.health", "io.micrometer"))
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(ActivityTracker.class)
                                .doesNotHaveBean(TrackerMetrics.class)
                                .doesNotHaveBean("activityTrackerHealthIndicator"));
    }

    @Test
    void hasNoMetersWithoutARegistry() {
        new WebApplicationContextRunner()
                .withPropertyValues(ONLY_OURS)
                .withUserConfiguration(Application.class)
                .withBean(DataSource.class, PGSimpleDataSource::new)
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(ActivityTracker.class)
                                .doesNotHaveBean(TrackerMetrics.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "off", "no", "0"})
    void makesATrackerThatDoesNothingWhenItIsDisabled(String disabled) {
        servlet.withPropertyValues("astir.tracker.enabled=" + disabled)
                .run(context -> {
                    assertThat(context)
                            .hasSingleBean(ActivityTracker.class)
                            .doesNotHaveBean(ActivityStore.class)
                            .doesNotHaveBean(FilterRegistrationBean.class)
                            .doesNotHaveBean(TrackerMetrics.class)
                            .doesNotHaveBean("activityTrackerHealthIndicator")
                            .doesNotHaveBean(TrackerAutoConfiguration.NoTracker.class);
                    assertThat(context.getBean(ActivityTracker.class).record("a")).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "on", "yes", "1"})
    void tracksByEachValueThatMeansTrue(String enabled) {
        servlet.withPropertyValues("astir.tracker.enabled=" + enabled)
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(ActivityTracker.class)
                                .hasSingleBean(PostgresActivityStore.class)
                                .hasSingleBean(FilterRegistrationBean.class)
                                .hasSingleBean(TrackerMetrics.class)
                                .hasBean("activityTrackerHealthIndicator"));
    }

    @Test
    void takesTheEnvironmentVariable() {
        servlet.withInitializer(context ->
                        context.getEnvironment()
                                .getPropertySources()
                                .addFirst(
                                        new SystemEnvironmentPropertySource(
                                                "test-systemEnvironment",
                                                Map.of("ASTIR_TRACKER_ENABLED", "0"))))
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(ActivityTracker.class)
                                .doesNotHaveBean(ActivityStore.class));
    }

    @Test
    void leavesSeveralStoresToATrackerOfTheApplication() {
        ActivityTracker own = ActivityTracker.of(sightings -> {});
        servlet.withPropertyValues("astir.tracker.activity=true")
                .withBean("own", ActivityTracker.class, () -> own)
                .withBean("one", ActivityStore.class, () -> sightings -> {})
                .withBean("other", ActivityStore.class, () -> sightings -> {})
                .run(context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasSingleBean(FilterRegistrationBean.class)
                                .hasSingleBean(TrackerLifecycle.class));
    }

    @Test
    void stepsBackForAStore() {
        ActivityStore own = sightings -> {};
        servlet.withBean("own", ActivityStore.class, () -> own)
                .run(context -> {
                    assertThat(context).hasSingleBean(ActivityTracker.class);
                    assertThat(context).getBean(ActivityStore.class).isSameAs(own);
                });
    }

    @Test
    void needsNoDataSourceForAStore() {
        new WebApplicationContextRunner()
                .withPropertyValues(ONLY_OURS)
                .withUserConfiguration(Application.class)
                .withBean("own", ActivityStore.class, () -> sightings -> {})
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(ActivityTracker.class)
                                .hasSingleBean(FilterRegistrationBean.class));
    }

    @Test
    void stepsBackForATracker() {
        ActivityTracker own = ActivityTracker.of(sightings -> {});
        servlet.withBean("own", ActivityTracker.class, () -> own)
                .run(context -> {
                    assertThat(context).doesNotHaveBean(ActivityStore.class);
                    assertThat(context).getBean(ActivityTracker.class).isSameAs(own);
                    assertThat(context).hasSingleBean(FilterRegistrationBean.class);
                    assertThat(context).hasSingleBean(TrackerLifecycle.class);
                });
        assertThat(own.record("after the end")).isFalse();
    }

    @Test
    void closesEachOfSeveralTrackersAndLeavesTheirFiltersToTheApplication() {
        ActivityTracker one = ActivityTracker.of(sightings -> {});
        ActivityTracker other = ActivityTracker.of(sightings -> {});
        servlet.withBean(
                        "one",
                        ActivityTracker.class,
                        () -> one,
                        definition ->
                                ((AbstractBeanDefinition) definition).setDestroyMethodName(""))
                .withBean("other", ActivityTracker.class, () -> other)
                .run(context -> assertThat(context).doesNotHaveBean(FilterRegistrationBean.class));
        assertThat(one.record("after the end")).isFalse();
        assertThat(other.record("after the end")).isFalse();
    }

    @Test
    void stepsBackForAResolver() {
        ClientIdResolver own = ClientIdResolver.header("X-Client-Id");
        servlet.withBean("own", ClientIdResolver.class, () -> own)
                .withPropertyValues("astir.tracker.client-id=not asked for")
                .run(context -> assertThat(context).getBean(ClientIdResolver.class).isSameAs(own));
    }

    @Test
    void stepsBackForAFilter() {
        ActivityTracker tracker = ActivityTracker.builder(sightings -> {}).enabled(false).build();
        servlet.withBean(
                        "own",
                        ActivityTrackingFilter.class,
                        () -> ActivityTrackingFilter.of(tracker))
                .run(context -> assertThat(context).doesNotHaveBean("activityTrackingFilter"));
        servlet.withUserConfiguration(OwnRegistration.class)
                .run(context ->
                        assertThat(context)
                                .getBean(FilterRegistrationBean.class)
                                .extracting(FilterRegistrationBean::getOrder)
                                .isEqualTo(7));
    }

    @Test
    void stepsBackForALifecycleOfItsName() {
        SmartLifecycle own = new OwnLifecycle();
        servlet.withBean("activityTrackerLifecycle", SmartLifecycle.class, () -> own)
                .run(context ->
                        assertThat(context)
                                .doesNotHaveBean(TrackerLifecycle.class)
                                .getBean("activityTrackerLifecycle")
                                .isSameAs(own));
    }

    @Test
    void stepsBackForAHealthIndicatorOfItsName() {
        HealthIndicator own = () -> Health.unknown().build();
        servlet.withBean("activityTrackerHealthIndicator", HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context)
                                .getBean("activityTrackerHealthIndicator")
                                .isSameAs(own));
    }

    @Test
    void hasNoHealthIndicatorWhenItIsTurnedOff() {
        servlet.withPropertyValues("management.health.activity-tracker.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean("activityTrackerHealthIndicator"));
        servlet.withPropertyValues("management.health.defaults.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean("activityTrackerHealthIndicator"));
    }

    @Test
    void stepsBackForMetrics() {
        TrackerMetrics own = TrackerMetrics.of(new SimpleMeterRegistry());
        servlet.withBean("own", TrackerMetrics.class, () -> own)
                .run(context -> assertThat(context).getBean(TrackerMetrics.class).isSameAs(own));
    }

    @Test
    void knowsTheRouteByTheAttributesOfSpringMvc() {
        assertThat(RouteActivity.PATTERN).isEqualTo(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        assertThat(RouteActivity.HANDLER).isEqualTo(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        assertThat(RouteActivity.RESOURCES).isEqualTo(ResourceHttpRequestHandler.class.getName());
    }

    /**
     * What cannot be named by class, because it may be missing, cannot be checked by a compiler.
     */
    @Test
    void followsAutoConfigurationsThatExist() {
        for (Class<?> ours :
                List.of(TrackerAutoConfiguration.class, TrackerMetricsAutoConfiguration.class)) {
            AutoConfiguration annotation = ours.getAnnotation(AutoConfiguration.class);
            assertThat(annotation.afterName())
                    .isNotEmpty()
                    .allSatisfy(name ->
                            assertThat(
                                            ImportCandidates.load(
                                                            AutoConfiguration.class,
                                                            ours.getClassLoader())
                                                    .getCandidates())
                                    .contains(name));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    static final class OwnLifecycle implements SmartLifecycle {
        private boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistration {
        @Bean
        FilterRegistrationBean<ActivityTrackingFilter> own(ActivityTracker tracker) {
            FilterRegistrationBean<ActivityTrackingFilter> own =
                    new FilterRegistrationBean<>(ActivityTrackingFilter.of(tracker));
            own.setOrder(7);
            return own;
        }
    }
}
