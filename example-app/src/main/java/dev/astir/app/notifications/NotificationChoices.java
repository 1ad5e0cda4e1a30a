package dev.astir.app.notifications;

import dev.astir.app.alerts.AlertType;
import io.micronaut.core.annotation.Introspected;
import java.util.Map;

/**
 * How somebody wants to be told of alerts. Immutable.
 *
 * @param types of each type of alerts
 * @param at when a digest is mailed, on their own clock: {@code 08:00}
 * @param weekday of a weekly one
 * @param canMail whether this app can send mail; without it there is no digest
 */
@Introspected
public record NotificationChoices(
        Map<AlertType, Ways> types, Digest digest, String at, DigestDay weekday, boolean canMail) {}
