package dev.astir.app.notifications;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is told of one type of alerts, besides the page and the feed. Immutable.
 *
 * @param browser whether a browser in which they allowed it shows it
 * @param mail whether it is in the digest, where they want one
 * @param webhook whether their own webhook is told of it, where they have one; absent for yes
 */
@Introspected
public record Ways(@Nullable Boolean browser, @Nullable Boolean mail, @Nullable Boolean webhook) {

    public Ways {
        webhook = webhook == null || webhook;
    }
}
