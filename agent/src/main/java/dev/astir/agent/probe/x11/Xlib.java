package dev.astir.agent.probe.x11;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libX11 that the probe needs, under their own names. A C {@code long}, and so a
 * Window or an Atom, is a Java {@code long}: JDK 25 runs on no Linux where it has 32 bits. C's Bool
 * is an {@code int}, because JNA passes a Java {@code true} as -1.
 */
interface Xlib extends Library {

    int SUCCESS = 0;
    long ANY_PROPERTY_TYPE = 0;
    int PROPERTY_NOTIFY = 28;
    long PROPERTY_CHANGE_MASK = 1L << 22;

    /** Bytes of an XEvent: {@code long pad[24]}. */
    int EVENT_BYTES = 24 * Long.BYTES;

    /** Where an XPropertyEvent has its atom. */
    int PROPERTY_EVENT_ATOM = 40;

    @Nullable Pointer XOpenDisplay(String name);

    int XCloseDisplay(Pointer display);

    long XDefaultRootWindow(Pointer display);

    long XInternAtom(Pointer display, String name, int onlyIfExists);

    int XGetWindowProperty(
            Pointer display,
            long window,
            long property,
            long offset,
            long length,
            int delete,
            long requiredType,
            LongByReference actualType,
            IntByReference actualFormat,
            LongByReference items,
            LongByReference bytesAfter,
            PointerByReference data);

    int XFree(Pointer data);

    int XSelectInput(Pointer display, long window, long mask);

    int XPending(Pointer display);

    int XNextEvent(Pointer display, Pointer event);

    int XConnectionNumber(Pointer display);

    @Nullable Pointer XSetErrorHandler(ErrorHandler handler);

    @Nullable Pointer XSetIOErrorHandler(IoErrorHandler handler);

    /** Since libX11 1.7; without it, the loss of the X server ends the process. */
    void XSetIOErrorExitHandler(
            Pointer display, IoErrorExitHandler handler, @Nullable Pointer data);

    /** Called on a protocol error, such as a window that is gone. */
    interface ErrorHandler extends Callback {
        int invoke(Pointer display, Pointer event);
    }

    /** Called when the connection to the X server is lost; Xlib's own one ends the process. */
    interface IoErrorHandler extends Callback {
        int invoke(Pointer display);
    }

    /** Called after that, in place of the end of the process. */
    interface IoErrorExitHandler extends Callback {
        void invoke(Pointer display, @Nullable Pointer data);
    }

    /** The functions of libXss. */
    interface ScreenSaver extends Library {

        /** Where an XScreenSaverInfo has the milliseconds since the last input. */
        int INFO_IDLE = 24;

        int XScreenSaverQueryExtension(
                Pointer display, IntByReference eventBase, IntByReference errorBase);

        @Nullable Pointer XScreenSaverAllocInfo();

        int XScreenSaverQueryInfo(Pointer display, long drawable, Pointer info);
    }

    /** The one function of libc. */
    interface Libc extends Library {

        short POLLIN = 1;

        /** Bytes of a pollfd: {@code int fd; short events; short revents}. */
        int POLLFD_BYTES = 8;

        int poll(Pointer fds, long count, int timeoutMillis);
    }
}
