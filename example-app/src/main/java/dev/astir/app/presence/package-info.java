/**
 * Who is at a desk now: several devices make one person, a short break of the line is no absence,
 * and the people of a crashed node go offline by expiry. Devices come in by {@link
 * PresenceService}, who is there tells {@link PresentPeople}, and each change is published as a
 * {@link PresenceChanged} event.
 */
@NullMarked
package dev.astir.app.presence;

import org.jspecify.annotations.NullMarked;
