/**
 * Weeks that people send to whoever manages them, and what is decided of them: an approved week is
 * closed against corrections and late uploads. {@link dev.astir.app.timesheets.TimesheetController}
 * has what can be asked, {@link dev.astir.app.timesheets.TimesheetSteps} what can be done.
 */
@NullMarked
package dev.astir.app.timesheets;

import org.jspecify.annotations.NullMarked;
