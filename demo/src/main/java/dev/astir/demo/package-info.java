/**
 * Twelve people who do not exist, at work in an organization of a running app: {@link
 * dev.astir.demo.Demo} lets them work, {@link dev.astir.demo.Main} as a process of its own. What
 * they do is planned ahead, from a seed: {@link dev.astir.demo.Workday} is one person's day, and
 * {@link dev.astir.demo.Schedule} says when that takes place.
 */
@NullMarked
package dev.astir.demo;

import org.jspecify.annotations.NullMarked;
