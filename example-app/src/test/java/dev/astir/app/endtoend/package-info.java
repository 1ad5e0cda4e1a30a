/**
 * The whole way, each step real: the packaged agent and app as processes, an X server with real
 * windows, a browser. Runs after packaging (Failsafe).
 */
@NullMarked
package dev.astir.app.endtoend;

import org.jspecify.annotations.NullMarked;
