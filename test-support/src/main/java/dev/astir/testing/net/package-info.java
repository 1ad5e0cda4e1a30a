/** Addresses of servers that tests start; see {@link dev.astir.testing.net.Ports}. */
@NullMarked
package dev.astir.testing.net;

import org.jspecify.annotations.NullMarked;
