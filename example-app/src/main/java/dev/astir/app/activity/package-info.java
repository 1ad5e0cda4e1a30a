/**
 * The intake of activity events, singly or in batches: each is stored once, however often it is
 * sent, and counted once in its session. {@link dev.astir.app.activity.ActivityIntake} is the entry
 * point.
 */
@NullMarked
package dev.astir.app.activity;

import org.jspecify.annotations.NullMarked;
