package dev.astir.benchmarks.feed;

import java.util.Map;
import java.util.TreeMap;

/**
 * What may change of an event, as a reader knows it. Immutable.
 *
 * @param message its text
 * @param reactions how many reacted with each emoji
 */
record LossState(String message, Map<String, Integer> reactions) {
    static final LossState NEW = new LossState(FeedCommands.MESSAGE, Map.of());

    private static final int EACH = 50;
    private static final LossState REACTED = NEW.with("", Map.of(FeedCommands.EMOJI, 1));
    private static final LossState EDITED = NEW.with(FeedCommands.EDITED_MESSAGE, Map.of());

    /**
     * The state after a JSON merge patch.
     *
     * @param changed empty for the same message
     * @param more the reactions that differ; 0 takes one away
     */
    LossState with(String changed, Map<String, Integer> more) {
        Map<String, Integer> all = new TreeMap<>(reactions);
        all.putAll(more);
        all.values().removeIf(count -> count == 0);
        return new LossState(changed.isEmpty() ? message : changed, all);
    }

    /** The command that a writer sends after its event of this number is stored, or none. */
    static String changeOf(int number) {
        return switch (number % EACH) {
            case 0 -> FeedCommands.REACT;
            case EACH / 2 -> FeedCommands.EDIT;
            default -> "";
        };
    }

    /** What a writer's event of this number is in the end. */
    static LossState lastOf(int number) {
        return switch (changeOf(number)) {
            case FeedCommands.REACT -> REACTED;
            case FeedCommands.EDIT -> EDITED;
            default -> NEW;
        };
    }
}
