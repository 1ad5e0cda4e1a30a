/**
 * What applications and sites are for: categories with their rules and ratings, and what each use
 * belongs to by them. The entry point for those who count time is {@link
 * dev.astir.app.categories.Categories}.
 */
@NullMarked
package dev.astir.app.categories;

import org.jspecify.annotations.NullMarked;
