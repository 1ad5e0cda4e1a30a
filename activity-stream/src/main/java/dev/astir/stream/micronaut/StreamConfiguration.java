package dev.astir.stream.micronaut;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the endpoints.
 *
 * <p>Set while the application starts, and read from then on.
 */
@ConfigurationProperties(StreamConfiguration.PREFIX)
public class StreamConfiguration {
    /** Where the settings are. */
    public static final String PREFIX = "astir.stream";

    /** Where the setting of the REST path is. */
    static final String REST_PATH = PREFIX + ".rest-path";

    /** The WebSocket's path; SSE is below it, at {@code /events}. */
    public static final String PATH = "${" + PREFIX + ".path:/api/live}";

    private List<String> allowedOrigins = List.of();
    private @Nullable String restPath;
    private Duration drain = Duration.ofSeconds(3);

    /** Other origins whose pages may connect, exactly as a browser writes them; by default none. */
    public List<String> getAllowedOrigins() {
        return allowedOrigins;
    }

    /** Sets the other origins whose pages may connect, such as {@code https://intranet.example}. */
    public void setAllowedOrigins(List<String> allowedOrigins) {
        this.allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** How long a node that shuts down takes at most to send its readers away. */
    public Duration getDrain() {
        return drain;
    }

    /**
     * Sets how long a node that shuts down takes at most to send its readers away, from 0 for all
     * at once; by default 3 seconds. With fewer than 200 readers a second it takes less.
     */
    public void setDrain(Duration drain) {
        if (drain.isNegative()) {
            throw new IllegalArgumentException(
                    PREFIX + ".drain: " + drain + " is not allowed; expected 0 or more");
        }
        this.drain = drain;
    }

    /** Where the feed's REST answers are, such as {@code /api/activities}; by default nowhere. */
    public @Nullable String getRestPath() {
        return restPath;
    }

    /**
     * Sets where the feed's REST answers are: a path that begins with a slash, and has none last.
     */
    public void setRestPath(@Nullable String restPath) {
        if (restPath != null && !restPath.matches("(/[^/]+)+")) {
            throw new IllegalArgumentException(
                    PREFIX
                            + ".rest-path: \""
                            + restPath
                            + "\" is not allowed; expected a path such as /api/activities");
        }
        this.restPath = restPath;
    }
}
