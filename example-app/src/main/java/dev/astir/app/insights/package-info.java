/**
 * What somebody can see of how they work: plain counts with their formulas, beside their own last
 * weeks. For themselves alone, unless the policy shows it to managers and they agreed. {@link
 * dev.astir.app.insights.Insights} is the entry point.
 */
@NullMarked
package dev.astir.app.insights;

import org.jspecify.annotations.NullMarked;
