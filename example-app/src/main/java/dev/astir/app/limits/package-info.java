/**
 * What one client may take of the scarce things that all share: connections, time, memory,
 * requests. Strangers are bounded before people who are signed in. The entry point is {@link
 * dev.astir.app.limits.Connections}.
 */
@NullMarked
package dev.astir.app.limits;

import org.jspecify.annotations.NullMarked;
