/**
 * What somebody should look at: people who are away while they are at work, long days, sessions
 * that were left running, devices and clients of the API that went silent. Jobs find it and open
 * one alert for it ({@link dev.astir.app.alerts.AlertBook}); its person explains it, whoever sees
 * them resolves it ({@link dev.astir.app.alerts.AlertAnswers}). Other features hear of each change
 * by {@link dev.astir.app.alerts.AlertChanged}.
 */
@NullMarked
package dev.astir.app.alerts;

import org.jspecify.annotations.NullMarked;
