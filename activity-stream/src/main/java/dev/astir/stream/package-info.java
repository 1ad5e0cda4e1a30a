/** An embeddable live feed of durable events. Start at {@code ActivityStream}. */
@NullMarked
package dev.astir.stream;

import org.jspecify.annotations.NullMarked;
