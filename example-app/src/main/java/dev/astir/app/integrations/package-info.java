/**
 * Other systems tell the organization's feed: CloudEvents, GitHub, GitLab, and whatever sends JSON.
 * {@code Intake} takes what they send, once for each id of theirs; a {@code Shape} makes an event
 * of it, {@code Senders} asks who they are, {@code Integrations} is for those who make them.
 */
@NullMarked
package dev.astir.app.integrations;

import org.jspecify.annotations.NullMarked;
