/**
 * The packaged app as several nodes on one PostgreSQL, the people who are in it, and a load of
 * requests: what the programs share that measure what nodes carry, and what they survive.
 */
@NullMarked
package dev.astir.benchmarks.load;

import org.jspecify.annotations.NullMarked;
