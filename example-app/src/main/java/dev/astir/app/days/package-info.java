/**
 * Whose day is when: days are those of a person's own zone, and stay what they were when the person
 * moves. {@link dev.astir.app.days.Days} is the entry point; {@link dev.astir.app.days.ClosedWeeks}
 * tells which of them nobody may change any more.
 */
@NullMarked
package dev.astir.app.days;

import org.jspecify.annotations.NullMarked;
