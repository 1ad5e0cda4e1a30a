/**
 * How people are told of alerts: what is new for them, which browsers show it, and the digest by
 * mail. The entry points are {@link dev.astir.app.notifications.Choices}, {@link
 * dev.astir.app.notifications.News} and the job {@link dev.astir.app.notifications.DigestJob}.
 */
@NullMarked
package dev.astir.app.notifications;

import org.jspecify.annotations.NullMarked;
