package dev.astir.agent.probe.x11;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads properties of windows. A window that is gone has none. */
final class Properties {

    /** In units of 4 bytes: far above any title or class that is kept. */
    private static final long LONGEST = 2048;

    private final Xlib xlib;
    private final Pointer display;
    private final long utf8;
    private final long wmName;

    // Used again for each call, as all this happens each second.
    private final LongByReference actualType = new LongByReference();
    private final IntByReference actualFormat = new IntByReference();
    private final LongByReference items = new LongByReference();
    private final LongByReference bytesAfter = new LongByReference();
    private final PointerByReference data = new PointerByReference();
    private boolean failed;

    Properties(Xlib xlib, Pointer display) {
        this.xlib = xlib;
        this.display = display;
        this.utf8 = atom("UTF8_STRING");
        this.wmName = atom("WM_NAME");
    }

    long atom(String name) {
        return xlib.XInternAtom(display, name, 0);
    }

    /** Whether there is such a window; some window managers go on naming one that has closed. */
    boolean exists(long window) {
        Pointer value = read(window, wmName);
        if (value != null) {
            xlib.XFree(value);
        }
        return !failed;
    }

    /** The first number of a property of 32-bit numbers, or 0. */
    long number(long window, long property) {
        Pointer value = read(window, property);
        if (value == null) {
            return 0;
        }
        try {
            // Xlib gives 32-bit numbers as an array of C longs.
            return actualFormat.getValue() == 32 && items.getValue() > 0 ? value.getLong(0) : 0;
        } finally {
            xlib.XFree(value);
        }
    }

    /** A text property; parts of it are separated by NUL. */
    @Nullable String text(long window, long property) {
        Pointer value = read(window, property);
        if (value == null) {
            return null;
        }
        try {
            if (actualFormat.getValue() != 8) {
                return null;
            }
            Charset charset =
                    actualType.getValue() == utf8
                            ? StandardCharsets.UTF_8
                            : StandardCharsets.ISO_8859_1;
            return new String(value.getByteArray(0, (int) items.getValue()), charset);
        } finally {
            xlib.XFree(value);
        }
    }

    private @Nullable Pointer read(long window, long property) {
        int status =
                xlib.XGetWindowProperty(
                        display,
                        window,
                        property,
                        0,
                        LONGEST,
                        0,
                        Xlib.ANY_PROPERTY_TYPE,
                        actualType,
                        actualFormat,
                        items,
                        bytesAfter,
                        data);
        failed = status != Xlib.SUCCESS;
        return failed ? null : data.getValue();
    }
}
