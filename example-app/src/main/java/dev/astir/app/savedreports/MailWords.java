package dev.astir.app.savedreports;

import dev.astir.app.reports.MadeReport.Headline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail with a report says, in the language of who saved it. Immutable.
 *
 * @param owner the name of who saved it; null for the one who reads it
 */
record MailWords(Locale locale, String report, String period, @Nullable String owner) {

    String subject() {
        return report + ": " + period;
    }

    /** The main figures. */
    List<String> figures(Headline headline, boolean isComplete) {
        List<String> lines = new ArrayList<>();
        lines.add(
                either(
                        "Your report “%s” of %s.".formatted(report, period),
                        "Ihr Bericht „%s“ für %s.".formatted(report, period)));
        List<String> figures = new ArrayList<>();
        figures.add(either("active ", "aktiv ") + length(headline.activeSeconds()));
        figures.add(either("idle ", "abwesend ") + length(headline.idleSeconds()));
        if (headline.workSeconds() != null) {
            figures.add(either("at work ", "Arbeitszeit ") + length(headline.workSeconds()));
        }
        if (headline.score() != null) {
            figures.add(
                    either("score ", "Quote ")
                            + headline.score().toPlainString()
                            + either(
                                    " (100 × active ÷ (active + idle))",
                                    " (100 × aktiv ÷ (aktiv + abwesend))"));
        }
        if (headline.most() != null) {
            figures.add(either("most on ", "am meisten ") + headline.most());
        }
        lines.add(capital(String.join(", ", figures)) + ".");
        if (!isComplete) {
            lines.add(
                    either(
                            "Some of these days are still being computed: the figures may change.",
                            "Einige dieser Tage werden noch berechnet: Die Zahlen können sich noch"
                                    + " ändern."));
        }
        return lines;
    }

    String attached(String fileName) {
        return either(
                "The file %s is attached.".formatted(fileName),
                "Die Datei %s hängt an.".formatted(fileName));
    }

    String tooLarge() {
        return either(
                "The file is too large for a mail. The page has the same figures, and files to"
                        + " download.",
                "Die Datei ist zu groß für eine Mail. Die Seite hat dieselben Zahlen und Dateien"
                        + " zum Herunterladen.");
    }

    /** In place of figures, for somebody who may not have them any more. */
    String notSeen() {
        return either(
                "You may no longer see what the report “%s” is about, so this".formatted(report)
                        + " mail has no figures. Ask an administrator if that is not right.",
                "Sie dürfen nicht mehr sehen, wovon der Bericht „%s“ handelt; deshalb"
                                .formatted(report)
                        + " enthält diese Mail keine Zahlen. Wenn das nicht stimmt, fragen Sie Ihre"
                        + " Administratorin oder Ihren Administrator.");
    }

    /** In place of figures, for somebody who could not see them on the page either. */
    String setupRequired() {
        return either(
                "Your organization requires a second factor, and you have none yet: set one up, and"
                        + " the next mail has the report “%s” again.".formatted(report),
                "Ihre Organisation verlangt einen zweiten Faktor, und Sie haben noch keinen: Richten"
                        + " Sie einen ein, dann enthält die nächste Mail wieder den Bericht „%s“."
                                .formatted(report));
    }

    String open() {
        return either("Open the report", "Bericht öffnen");
    }

    /**
     * How to stop it, and who knows of it.
     *
     * @param isScheduled whether more mails follow
     */
    List<String> smallPrint(boolean isScheduled) {
        List<String> lines = new ArrayList<>();
        if (isScheduled && owner == null) {
            lines.add(
                    either(
                            "You had this mailed to you. To stop it, choose Reports, Saved reports, and"
                                    + " take out its times or delete it.",
                            "Sie lassen sich das schicken. Zum Abbestellen: Berichte, Gespeicherte"
                                    + " Berichte, dort die Zeiten entfernen oder löschen."));
        } else if (isScheduled) {
            lines.add(
                    either(
                                    "%s has this mailed to you. To stop it, choose Reports, Saved reports, and"
                                            + " leave it.",
                                    "%s lässt Ihnen das schicken. Zum Abbestellen: Berichte, Gespeicherte"
                                            + " Berichte, dort verlassen.")
                            .formatted(owner));
        }
        lines.add(
                either(
                        "It has what you may see yourself. Whom it tells of can see that you had it.",
                        "Es enthält, was Sie selbst sehen dürfen. Wessen Zahlen es sind, kann sehen,"
                                + " dass Sie sie hatten."));
        return lines;
    }

    private String length(long seconds) {
        return PeriodWords.length(seconds, locale);
    }

    private String either(String english, String german) {
        return PeriodWords.isGerman(locale) ? german : english;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
