/** Active window and idle time under X11, through libX11 and libXss. */
@NullMarked
package dev.astir.agent.probe.x11;

import org.jspecify.annotations.NullMarked;
