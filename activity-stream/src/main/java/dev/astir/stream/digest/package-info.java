/**
 * What a feed comes to, by plain methods that explain themselves: {@link
 * dev.astir.stream.digest.Importance} scores events for one reader and says why, {@link
 * dev.astir.stream.digest.Highlights} finds the highest, {@link dev.astir.stream.digest.Folding}
 * makes one item of a run or a storm, and {@link dev.astir.stream.digest.Summaries} puts counts
 * into words.
 */
@NullMarked
package dev.astir.stream.digest;

import org.jspecify.annotations.NullMarked;
