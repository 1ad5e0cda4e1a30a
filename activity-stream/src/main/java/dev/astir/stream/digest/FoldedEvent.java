package dev.astir.stream.digest;

import dev.astir.stream.ActivityEvent;
import org.jspecify.annotations.Nullable;

/**
 * An item of a folded page. Immutable.
 *
 * @param event the event; of several, the newest
 * @param fold what it stands for; null if for itself alone
 */
public record FoldedEvent(ActivityEvent event, @Nullable Fold fold) {}
