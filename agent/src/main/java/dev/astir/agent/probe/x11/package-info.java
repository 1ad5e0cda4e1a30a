/** The X11 probe: active window and idle time through libX11 and libXss. */
@NullMarked
package dev.astir.agent.probe.x11;

import org.jspecify.annotations.NullMarked;
