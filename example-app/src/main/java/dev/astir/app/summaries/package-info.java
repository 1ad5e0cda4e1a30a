/**
 * What the days of people come to: figures computed anew from what was recorded whenever that
 * changes, so that a report need not read years of it. {@link dev.astir.app.summaries.Summaries} is
 * the entry point.
 */
@NullMarked
package dev.astir.app.summaries;

import org.jspecify.annotations.NullMarked;
