/**
 * What people did: one table of intervals, with two intakes. Clients of the API post activities to
 * a work session, and agents bring the spans that they captured; each is stored once, however often
 * it is sent, and marks the local days that it touches. The entry points are {@link
 * dev.astir.app.timeline.ActivityIntake} and {@link dev.astir.app.timeline.SpanIntake}.
 */
@NullMarked
package dev.astir.app.timeline;

import org.jspecify.annotations.NullMarked;
