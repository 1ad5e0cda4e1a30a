/** A real browser; the entry point is {@link dev.astir.testing.browser.Chromium}. */
@NullMarked
package dev.astir.testing.browser;

import org.jspecify.annotations.NullMarked;
