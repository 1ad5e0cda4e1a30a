/**
 * Runs what features declare as {@link dev.astir.app.platform.Job}: by its schedule, on one of the
 * nodes at a time, and by hand. {@link dev.astir.app.jobs.JobScheduler} is db-scheduler with the
 * app's database; {@link dev.astir.app.jobs.Jobs} is what administrators see of it.
 */
@NullMarked
package dev.astir.app.jobs;

import org.jspecify.annotations.NullMarked;
