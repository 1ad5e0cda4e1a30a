/**
 * Reports that people keep under a name, and their mail at set times: to each recipient as they may
 * see it when it is sent. {@link dev.astir.app.savedreports.SavedReports} keeps them, {@link
 * dev.astir.app.savedreports.DueReports} sends what is due.
 */
@NullMarked
package dev.astir.app.savedreports;

import org.jspecify.annotations.NullMarked;
