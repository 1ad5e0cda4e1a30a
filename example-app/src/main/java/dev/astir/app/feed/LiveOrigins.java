package dev.astir.app.feed;

import dev.astir.app.system.Settings;
import dev.astir.stream.micronaut.StreamConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells the stream's endpoints which other origins may connect: those of the settings, and the
 * public address, behind which a proxy may have changed the Host header. Stateless.
 */
@Singleton
final class LiveOrigins implements BeanCreatedEventListener<StreamConfiguration> {

    private final Settings settings;

    LiveOrigins(Settings settings) {
        this.settings = settings;
    }

    @Override
    public StreamConfiguration onCreated(BeanCreatedEvent<StreamConfiguration> event) {
        StreamConfiguration configuration = event.getBean();
        List<String> origins =
                Stream.concat(settings.allowedOrigins().stream(), settings.publicUrl().stream())
                        .map(LiveOrigins::origin)
                        .toList();
        configuration.setAllowedOrigins(origins);
        return configuration;
    }

    /** As a browser writes it: without path, and without a port that is the scheme's own. */
    private static String origin(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        String port =
                address.getPort() < 0 || address.getPort() == standard
                        ? ""
                        : ":" + address.getPort();
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
