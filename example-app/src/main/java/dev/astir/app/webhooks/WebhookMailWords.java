package dev.astir.app.webhooks;

import java.util.List;

/**
 * What a mail about a paused webhook says, in the language of who made it. Immutable.
 *
 * @param language {@code de} for German; else it is English
 * @param name of the webhook
 */
record WebhookMailWords(String language, String name) {

    String subject() {
        return either(
                "Astir paused the webhook “%s”".formatted(name),
                "Astir hat den Webhook „%s“ angehalten".formatted(name));
    }

    /**
     * What happened, and what to do.
     *
     * @param host where it is
     */
    List<String> paragraphs(String host, String because) {
        String why =
                because.equals(Pauses.GONE)
                        ? either(
                                "%s said that it wants to hear nothing more (410 Gone)."
                                        .formatted(host),
                                "%s hat gesagt, dass es nichts mehr hören will (410 Gone)."
                                        .formatted(host))
                        : either(
                                "Nothing has arrived at %s for too long.".formatted(host),
                                "Bei %s ist zu lange nichts angekommen.".formatted(host));
        return List.of(
                why,
                either(
                        "So the webhook “%s” is told nothing for now. Once it is resumed, it gets"
                                        .formatted(name)
                                + " what it missed, of the last three days.",
                        "Deshalb wird dem Webhook „%s“ vorerst nichts mehr gesagt. Sobald er"
                                        .formatted(name)
                                + " fortgesetzt wird, bekommt er nach, was er verpasst hat, aus den"
                                + " letzten drei Tagen."));
    }

    String open() {
        return either("See what failed", "Nachsehen, was nicht ging");
    }

    List<String> smallPrint() {
        return List.of(
                either(
                        "You get this because you made the webhook.",
                        "Sie bekommen das, weil Sie den Webhook angelegt haben."));
    }

    private String either(String english, String german) {
        return language.equals("de") ? german : english;
    }
}
