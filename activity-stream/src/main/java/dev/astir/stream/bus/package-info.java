/** How nodes wake each other; the bus carries hints, never truth. */
@NullMarked
package dev.astir.stream.bus;

import org.jspecify.annotations.NullMarked;
