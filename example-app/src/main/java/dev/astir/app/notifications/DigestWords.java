package dev.astir.app.notifications;

import dev.astir.app.alerts.AlertType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a digest says, in the language of whoever chose it. It names people and what their alerts
 * are about, and no figures: mail lies about in more places than the page. Immutable.
 *
 * @param zone the reader's
 */
record DigestWords(Locale locale, ZoneId zone) {

    /** More nobody reads in a mail. */
    static final int LINES = 30;

    String subject(int count) {
        return either(
                count == 1 ? "1 new alert" : "%d new alerts".formatted(count),
                count == 1 ? "1 neuer Hinweis" : "%d neue Hinweise".formatted(count));
    }

    /**
     * A line for each, the oldest first.
     *
     * @param reader to whom it says "you"
     * @param since when the last digest ended
     */
    List<String> paragraphs(List<NewsRow> items, UUID reader, Instant since) {
        List<String> lines = new ArrayList<>();
        lines.add(
                either(
                        "This is new since %s.".formatted(moment(since)),
                        "Das ist neu seit %s.".formatted(moment(since))));
        items.stream().limit(LINES).map(item -> line(item, reader)).forEach(lines::add);
        if (items.size() > LINES) {
            int more = items.size() - LINES;
            lines.add(either("And %d more.".formatted(more), "Und %d weitere.".formatted(more)));
        }
        return lines;
    }

    private String line(NewsRow item, UUID reader) {
        boolean isOwn = reader.equals(item.userId());
        @Nullable String name = item.userName();
        String whose =
                isOwn
                        ? either("You", "Sie")
                        : name == null ? either("API client", "API-Client") : name;
        return "%s: %s (%s)%s"
                .formatted(whose, type(item.type()), moment(item.openedAt()), news(item, isOwn));
    }

    /** What somebody did about it since. */
    private String news(NewsRow item, boolean isOwn) {
        if (isOwn && item.resolvedAt() != null) {
            return either(", resolved", ", erledigt");
        }
        return !isOwn && item.explainedAt() != null ? either(", explained", ", erklärt") : "";
    }

    private String type(String json) {
        AlertType type = AlertType.valueOf(json.toUpperCase(Locale.ROOT).replace('-', '_'));
        return switch (type) {
            case IDLE -> either("away during a session", "abwesend während einer Sitzung");
            case OVERTIME -> either("long hours", "lange Arbeitszeit");
            case AGENT_SILENT -> either("computer silent", "Rechner meldet sich nicht");
            case CLIENT_SILENT -> either("API client silent", "API-Client meldet sich nicht");
            case SESSION_FORGOTTEN -> either("session left running", "Sitzung nicht beendet");
        };
    }

    String open() {
        return either("Open the alerts", "Hinweise öffnen");
    }

    /** How to stop it, and who knows of it. */
    List<String> smallPrint(DigestTime time) {
        boolean isDaily = time.digest() == Digest.DAILY;
        return List.of(
                either(
                        "You chose to get this %s at %s. To change it, open My data, Notifications."
                                .formatted(isDaily ? "every day" : "every week", time.at()),
                        "Sie lassen sich das %s um %s schicken. Zum Ändern: Meine Daten, Benachrichtigungen."
                                .formatted(isDaily ? "jeden Tag" : "jede Woche", time.at())),
                either(
                        "It has what you may see yourself. Whom it tells of can see that you had it.",
                        "Es enthält, was Sie selbst sehen dürfen. Wen es betrifft, kann sehen, dass Sie"
                                + " es hatten."));
    }

    /** {@code Tue 24 November, 08:00}. */
    private String moment(Instant at) {
        String pattern = isGerman() ? "EEE d. MMMM, HH:mm" : "EEE d MMMM, HH:mm";
        return DateTimeFormatter.ofPattern(pattern, isGerman() ? Locale.GERMAN : Locale.ENGLISH)
                .format(at.atZone(zone));
    }

    private boolean isGerman() {
        return locale.getLanguage().equals("de");
    }

    private String either(String english, String german) {
        return isGerman() ? german : english;
    }
}
