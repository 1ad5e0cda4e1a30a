package dev.astir.app.privacy;

import org.jspecify.annotations.Nullable;

/** How long what is kept. Stateless. */
final class Retention {

    /**
     * The trail answers for what was done with the rest, so it is kept longer than most of it, and
     * an organization cannot shorten it: who looked must not be able to make that forgotten.
     */
    static final int TRAIL_DAYS = 730;

    /** A sign-in ends a week after it was last used, and is swept another week later. */
    private static final int SIGN_IN_DAYS = 14;

    private Retention() {}

    /**
     * For how many days rows of this table are kept; null for as long as the account.
     *
     * @param days as the organization decided
     */
    static @Nullable Integer days(PersonalTable table, int days) {
        return switch (table.name()) {
            case "intervals",
                    "work_sessions",
                    "day_marks",
                    "usage_daily",
                    "day_totals",
                    "stated_times",
                    "session_corrections",
                    "alerts" ->
                    days;
            case "token_families" -> SIGN_IN_DAYS;
            default -> null;
        };
    }
}
