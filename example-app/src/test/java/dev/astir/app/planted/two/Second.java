package dev.astir.app.planted.two;

import dev.astir.app.planted.one.First;
import java.util.List;

/** The other half of a circle, for the rule that must find it. */
public record Second(List<First> firsts, First first) {}
