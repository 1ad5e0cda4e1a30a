/** What clients see of every kind of server, over real sockets. */
@NullMarked
package dev.astir.stream.wire;

import org.jspecify.annotations.NullMarked;
