/**
 * The app tells other systems: each event of an organization's feed becomes one delivery for each
 * webhook that wants its type ({@link dev.astir.app.webhooks.FeedReading}), and each delivery is
 * tried until it arrives or is given up ({@link dev.astir.app.webhooks.Sender}), signed as Standard
 * Webhooks says. The entry point is {@link dev.astir.app.webhooks.Webhooks}.
 */
@NullMarked
package dev.astir.app.webhooks;

import org.jspecify.annotations.NullMarked;
