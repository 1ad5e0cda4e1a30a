/** Finds a client's id in a JSON body, for the web adapters. Start at {@code JsonField}. */
@NullMarked
package dev.astir.tracker.json;

import org.jspecify.annotations.NullMarked;
