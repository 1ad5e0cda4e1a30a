package dev.astir.agent.probe.x11;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import dev.astir.agent.probe.Probe;
import dev.astir.agent.probe.ProbeBackend;
import dev.astir.agent.probe.ProbeException;
import java.util.Map;

/** X11, where {@code DISPLAY} is set and libX11 and libXss are installed. Stateless. */
public final class X11Backend implements ProbeBackend {

    @Override
    public String name() {
        return "x11";
    }

    @Override
    public Probe open(Map<String, String> environment) {
        if (!Platform.isLinux()) {
            throw new ProbeException("only on Linux");
        }
        String display = environment.getOrDefault("DISPLAY", "");
        if (display.isBlank()) {
            throw new ProbeException("DISPLAY is not set");
        }
        try {
            return X11Probe.open(
                    display,
                    Native.load("libX11.so.6", Xlib.class),
                    Native.load("libXss.so.1", Xlib.ScreenSaver.class),
                    Native.load("libc.so.6", Xlib.Libc.class));
        } catch (UnsatisfiedLinkError e) {
            throw new ProbeException(
                    "libX11 or libXss is not installed (Debian: libx11-6, libxss1)", e);
        }
    }
}
