/** The product's server. Start at {@code Main}. */
@NullMarked
package dev.astir.app;

import org.jspecify.annotations.NullMarked;
