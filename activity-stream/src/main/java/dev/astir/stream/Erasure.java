package dev.astir.stream;

/**
 * What was taken out of a feed with a person. Immutable.
 *
 * @param events how many of their events became tombstones, or were taken out of the outbox before
 *     anybody saw them
 * @param comments how many of their comments on other events were emptied or removed
 * @param reactions how many of their reactions to other events were removed
 * @param mentions how many comments mention them no more
 * @param texts how many events and comments of others name them no more
 */
public record Erasure(long events, long comments, long reactions, long mentions, long texts) {

    /** Nothing. */
    public static final Erasure NOTHING = new Erasure(0, 0, 0, 0, 0);

    /** Both of them. */
    public Erasure plus(Erasure other) {
        return new Erasure(
                events + other.events,
                comments + other.comments,
                reactions + other.reactions,
                mentions + other.mentions,
                texts + other.texts);
    }
}
