/**
 * The dashboard's pages and the feed element in real Chromium, against the real app; entry point
 * {@link dev.astir.app.dashboard.Screen}.
 */
@NullMarked
package dev.astir.app.dashboard;

import org.jspecify.annotations.NullMarked;
