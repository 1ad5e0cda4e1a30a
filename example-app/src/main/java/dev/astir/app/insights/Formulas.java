package dev.astir.app.insights;

import java.util.Map;

/** How figures come about, in plain words; the page shows them beside each. Stateless. */
final class Formulas {

    static final Map<String, String> ALL =
            Map.of(
                    "activeSeconds",
                    "Recorded, private, kept and added by hand, as in My day and in reports.",
                    "knownSeconds",
                    "Of it, what was recorded with an application.",
                    "focusSeconds",
                    "The sum of stretches of at least 25 minutes at one thing: a category, or an"
                            + " application that belongs to none. Never away, and neither messages"
                            + " nor meetings; glances of less than a minute are a tenth of it at"
                            + " most.",
                    "focusStretches",
                    "How many such stretches there are.",
                    "longestFocusSeconds",
                    "The longest such stretch.",
                    "switches",
                    "Changes from one category to another within a day.",
                    "switchesPerHour",
                    "Changes from one category to another ÷ hours in which it is known what"
                            + " was worked on.",
                    "meetingSeconds",
                    "Active time in categories that have the sign of meetings.",
                    "longestDaySeconds",
                    "The active time of the day that has most of it: recorded, private, kept and"
                            + " added by hand, as in My day and in reports.",
                    "before",
                    "The mean of those of the four weeks before in which something was recorded,"
                            + " each up to the same weekday.");

    private Formulas() {}
}
