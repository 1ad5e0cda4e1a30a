package dev.astir.tracker.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.astir.tracker.ActivityTracker;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parameters of a deployment descriptor may say, and what is said of wrong ones. */
class FilterSettingsTest {

    static Stream<Arguments> wrongParameters() {
        return Stream.of(
                arguments(Map.of(), "The init-param dataSource is missing: the JNDI name"),
                arguments(
                        Map.of("dataSource", "java:comp/env/jdbc/other"),
                        "dataSource must be the JNDI name of a DataSource, such as"
                                + " java:comp/env/jdbc/main, but is \"java:comp/env/jdbc/other\""),
                arguments(
                        Map.of("dataSource", "ldap://127.0.0.1/x"),
                        "but is \"ldap://127.0.0.1/x\""),
                arguments(
                        Map.of("clientId", "cookie:x"),
                        "clientId must be a list of json:NAME, query:NAME, header:NAME, principal,"
                                + " but is \"cookie:x\""),
                arguments(Map.of("clientId", "json:a, header"), "but is \"json:a, header\""),
                arguments(Map.of("clientId", "principal:x"), "but is \"principal:x\""),
                arguments(Map.of("clientId", "json:a,"), "but is \"json:a,\""),
                arguments(
                        Map.of("bodyLimit", "64K"),
                        "The init-param bodyLimit must be a whole number of at most 2147483647,"
                                + " but is \"64K\""),
                arguments(
                        Map.of("bodyLimit", "0"),
                        "The init-param bodyLimit must be from 1 to 16777216, but is 0"),
                arguments(
                        Map.of("enabled", "yes"),
                        "The init-param enabled must be true or false, but is \"yes\""),
                arguments(
                        Map.of("createTables", ""),
                        "The init-param createTables must be true or false, but is \"\""),
                arguments(
                        Map.of("flushIntervall", "PT1S"),
                        "Unknown init-param \"flushIntervall\"; there are [bodyLimit, clientId,"));
    }

    @ParameterizedTest
    @MethodSource("wrongParameters")
    void namesTheParameterThatIsWrong(Map<String, String> parameters, String message) {
        assertThatThrownBy(() -> new ActivityTrackingFilter().init(new Parameters(parameters)))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "1s, PT1S",
        "2m, PT2M",
        "1h, PT1H",
        "1d, P1D",
        "0s, PT0S",
        "PT1M30S, PT1M30S",
        "pt1s, PT1S"
    })
    void readsDurations(String text, Duration expected) {
        assertThat(SettingText.duration("granularity", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "", "s", "1 s", "-1s", "1.5s", "1w", "9999999999999999d", "PT"})
    void saysHowToWriteADuration(String text) {
        assertThatThrownBy(() -> SettingText.duration("granularity", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "granularity must be a duration such as 500ms, 1s, 2m, 1h, 1d or the"
                                + " ISO-8601 PT1S, but is \""
                                + text
                                + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 16 * 1024 * 1024 + 1})
    void refusesABodyLimitOutOfItsBounds(int limit) {
        try (ActivityTracker tracker =
                ActivityTracker.builder(sightings -> {}).enabled(false).build()) {
            ActivityTrackingFilter.Builder builder = ActivityTrackingFilter.builder(tracker);

            assertThatThrownBy(() -> builder.bodyLimit(limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bodyLimit must be from 1 to 16777216, but is " + limit);
        }
    }

    @Test
    void findsParametersInTheQueryStringAlone() {
        assertThat(QueryString.first(null, "id")).isEmpty();
        assertThat(QueryString.first("", "id")).isEmpty();
        assertThat(QueryString.first("id", "id")).isEmpty();
        assertThat(QueryString.first("&&xid=1&idx=2&=3&", "id")).isEmpty();
        assertThat(QueryString.first("a=id=1&id=2&id=3", "id")).contains("2");
        assertThat(QueryString.first("id=a=b", "id")).contains("a=b");
        assertThat(QueryString.first("%69d=%C3%A9+%26", "id")).contains("\u00e9 &");
        assertThat(QueryString.first("a+b=1", "a b")).contains("1");
        assertThat(QueryString.first("%=1&id=%", "id")).contains("%");
    }

    private record Parameters(Map<String, String> values) implements FilterConfig {
        @Override
        public String getFilterName() {
            return "activity";
        }

        @Override
        public ServletContext getServletContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getInitParameter(String name) {
            return values.get(name);
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.enumeration(values.keySet());
        }
    }
}
