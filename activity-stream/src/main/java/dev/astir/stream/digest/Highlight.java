package dev.astir.stream.digest;

import dev.astir.stream.ActivityEvent;

/** An event, and how much it is to the reader. Immutable. */
public record Highlight(ActivityEvent event, EventScore score) {}
