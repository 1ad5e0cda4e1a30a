/**
 * What somebody can see of how they work, for themselves alone: plain counts with their formulas,
 * beside their own last weeks. {@link dev.astir.app.insights.Insights} is the entry point.
 */
@NullMarked
package dev.astir.app.insights;

import org.jspecify.annotations.NullMarked;
