package dev.astir.app.planted.one;

import dev.astir.app.planted.two.Second;

/** One half of a circle, for the rule that must find it. */
public record First(Second second) {}
