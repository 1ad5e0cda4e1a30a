package dev.astir.stream;

import java.util.Set;
import java.util.UUID;

/** Chooses some events of many. Must not block. */
@FunctionalInterface
public interface EventChoice {
    /** The ids of those that are wanted. */
    Set<UUID> choose(Evidence evidence);
}
