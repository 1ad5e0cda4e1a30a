package dev.astir.app.integrations;

import org.jspecify.annotations.Nullable;

/** What a sender meant. */
sealed interface Reading {

    /** By which the sender knows what it sent; null when it says none. */
    @Nullable String senderId();

    /** What it is called here, or there. */
    @Nullable String type();

    /** Something for the feed. */
    record Event(@Nullable String senderId, Draft draft) implements Reading {
        @Override
        public String type() {
            return draft.type();
        }
    }

    /**
     * Nothing for the feed.
     *
     * @param why a sentence for whoever wonders
     */
    record Ignored(@Nullable String senderId, @Nullable String type, String why)
            implements Reading {}
}
