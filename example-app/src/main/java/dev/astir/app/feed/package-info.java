/**
 * The organization's live feed: who may read what, the REST side of the activities, and the live
 * channels. Features know {@link dev.astir.app.feed.OrganizationFeed}, and declare their types of
 * events and their channels as beans: {@link dev.astir.app.feed.FeedTypes} and {@link
 * dev.astir.app.feed.LiveChannel}.
 */
@NullMarked
package dev.astir.app.feed;

import org.jspecify.annotations.NullMarked;
