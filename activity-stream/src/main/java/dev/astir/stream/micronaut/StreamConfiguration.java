package dev.astir.stream.micronaut;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;

/**
 * Settings of the endpoints.
 *
 * <p>Set while the application starts, and read from then on.
 */
@ConfigurationProperties(StreamConfiguration.PREFIX)
public class StreamConfiguration {
    /** Where the settings are. */
    public static final String PREFIX = "astir.stream";

    /** The WebSocket's path; SSE is below it, at {@code /events}. */
    public static final String PATH = "${" + PREFIX + ".path:/api/live}";

    private List<String> allowedOrigins = List.of();

    /** Other origins whose pages may connect, exactly as a browser writes them; by default none. */
    public List<String> getAllowedOrigins() {
        return allowedOrigins;
    }

    /** Sets the other origins whose pages may connect, such as {@code https://intranet.example}. */
    public void setAllowedOrigins(List<String> allowedOrigins) {
        this.allowedOrigins = List.copyOf(allowedOrigins);
    }
}
