/**
 * What people ask of time: days, people, teams, and on what it went. {@link
 * dev.astir.app.reports.ReportController} has the questions.
 */
@NullMarked
package dev.astir.app.reports;

import org.jspecify.annotations.NullMarked;
