package dev.astir.benchmarks.feed;

import dev.astir.stream.StreamPosition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber has seen over all its connections, and what is wrong with that. An event seen
 * again counts as repeated unless its state is another one. Not safe for use by several threads.
 */
final class LossCheck {
    private static final int MOST_PROBLEMS = 5;

    private final String name;
    private final List<BitSet> seen = new ArrayList<>();

    /** The number of the last event of each writer that came unchanged. */
    private final int[] last;

    /** The events that differ from what their writers published. */
    private final Map<Long, LossState> changed = new HashMap<>();

    private final List<String> problems = new ArrayList<>();
    private @Nullable StreamPosition position;
    private long lost;
    private long repeated;
    private long outOfOrder;
    private long unrecovered;
    private long deliveries;

    LossCheck(String name, int writers) {
        this.name = name;
        last = new int[writers];
        for (int i = 0; i < writers; i++) {
            seen.add(new BitSet());
        }
    }

    /** Where to go on from; null before the first connection has told. */
    @Nullable StreamPosition position() {
        return position;
    }

    /** Takes the next message. */
    void take(LossMessage message) {
        switch (message.type()) {
            case "subscribed" -> subscribed(message);
            case "put", "patch" -> change(message);
            case "ping" -> ping(message);
            case "reset" -> {} // Too slow: the connection ends, and the next one resumes.
            default -> problem("unexpected: " + message);
        }
    }

    private void subscribed(LossMessage message) {
        StreamPosition from = StreamPosition.parse(String.valueOf(message.position()));
        StreamPosition asked = position;
        if (asked == null) {
            position = from;
        } else if (!message.isRecovered() || !from.equals(asked)) {
            unrecovered++;
            problem("asked for " + asked + ", and got " + message);
            position = from;
        }
    }

    private void ping(LossMessage message) {
        StreamPosition here = position;
        if (message.position() != null && here != null) {
            StreamPosition scanned = StreamPosition.parse(message.position());
            if (!scanned.epoch().equals(here.epoch()) || scanned.offset() < here.offset()) {
                outOfOrder++;
                problem("at " + here + " there came " + message);
            } else {
                position = scanned;
            }
        }
    }

    private void change(LossMessage message) {
        deliveries++;
        StreamPosition next = StreamPosition.parse(String.valueOf(message.position()));
        StreamPosition here = position;
        UUID id = message.id();
        if (here == null || id == null) {
            problem("unexpected: " + message);
            return;
        }
        if (!next.epoch().equals(here.epoch()) || next.offset() <= here.offset()) {
            outOfOrder++;
            problem("at " + here + " there came " + message);
        } else {
            position = next;
        }
        boolean isNew = !seen(id);
        if (message.type().equals("put")) {
            put(id, isNew, new LossState(message.message(), message.reactions()), message);
        } else if (isNew) {
            lost++;
            problem("never put: " + message);
        } else {
            update(id, state(id).with(message.message(), message.reactions()), message);
        }
    }

    private void put(UUID id, boolean isNew, LossState state, LossMessage message) {
        if (!isNew) {
            update(id, state, message);
            return;
        }
        int writer = LossId.writer(id);
        int number = LossId.number(id);
        seen.get(writer).set(number);
        if (!state.equals(LossState.NEW)) {
            // It was changed before it was seen, and stands where its change does.
            changed.put(key(writer, number), state);
        } else if (number < last[writer]) {
            outOfOrder++;
            problem("after " + last[writer] + " of its writer there came " + message);
        } else {
            last[writer] = number;
        }
    }

    private void update(UUID id, LossState state, LossMessage message) {
        if (state.equals(state(id))) {
            repeated++;
            problem("known already: " + message);
        } else {
            changed.put(key(LossId.writer(id), LossId.number(id)), state);
        }
    }

    private boolean seen(UUID id) {
        return seen.get(LossId.writer(id)).get(LossId.number(id));
    }

    private LossState state(UUID id) {
        return state(LossId.writer(id), LossId.number(id));
    }

    private LossState state(int writer, int number) {
        return changed.getOrDefault(key(writer, number), LossState.NEW);
    }

    private static long key(int writer, int number) {
        return (long) writer << Integer.SIZE | number;
    }

    /** A connection went wrong in a way that it must not. */
    void problem(String problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(name + ": " + problem);
        }
    }

    /**
     * Looks for what is missing, changes included.
     *
     * @param written how many events each writer has published, numbered from 1
     */
    LossTally finish(int[] written) {
        for (int writer = 0; writer < written.length; writer++) {
            for (int number = 1; number <= written[writer]; number++) {
                if (!seen.get(writer).get(number)) {
                    lost++;
                    problem("event " + number + " of writer " + writer + " is missing");
                } else if (!state(writer, number).equals(LossState.lastOf(number))) {
                    lost++;
                    problem(
                            "event %d of writer %d lacks a change: %s"
                                    .formatted(number, writer, state(writer, number)));
                }
            }
        }
        return new LossTally(
                deliveries, lost, repeated, outOfOrder, unrecovered, List.copyOf(problems));
    }
}
