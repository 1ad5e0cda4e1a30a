/**
 * The organization's live feed: who may read what, the types of its events, the REST side of the
 * activities, and the ephemeral channels. What happens elsewhere in the app reaches the feed as
 * application events, which {@link FeedPublisher} turns into activities and {@link LiveChannels}
 * into ephemeral items.
 */
@NullMarked
package dev.astir.app.feed;

import org.jspecify.annotations.NullMarked;
