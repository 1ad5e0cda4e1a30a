package dev.astir.agent.probe.x11;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import dev.astir.agent.probe.Observation;
import dev.astir.agent.probe.Probe;
import dev.astir.agent.probe.ProbeException;
import dev.astir.agent.probe.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Active window by the properties of the Extended Window Manager Hints, and idle time by the MIT
 * screen saver extension.
 */
final class X11Probe implements Probe {

    // A window can go away between two calls; Xlib's own handlers would end the process.
    private static final Xlib.ErrorHandler IGNORE_ERRORS = (display, event) -> 0;

    private static final Xlib.IoErrorHandler IGNORE_LOSS = display -> 0;

    private static final int SETTLE_MILLIS = 30;
    private static final int MOST_SETTLE_ROUNDS = 5;

    private final Xlib xlib;
    private final Xlib.ScreenSaver screenSaver;
    private final Xlib.Libc libc;
    private final Pointer display;
    private final long root;
    private final Pointer idleInfo;
    private final Properties properties;
    private final long activeWindow;
    private final long wmClass;
    private final long netWmName;
    private final long wmName;
    private final long netWmPid;
    private final Memory event = new Memory(Xlib.EVENT_BYTES);
    private final Memory pollFd = new Memory(Xlib.Libc.POLLFD_BYTES);

    // Kept in a field, because the collector must not take what native code calls.
    private final Xlib.IoErrorExitHandler onLoss;
    private boolean lost;

    static X11Probe open(String name, Xlib xlib, Xlib.ScreenSaver screenSaver, Xlib.Libc libc) {
        xlib.XSetErrorHandler(IGNORE_ERRORS);
        Pointer display = xlib.XOpenDisplay(name);
        if (display == null) {
            throw new ProbeException("no X server answers at DISPLAY=" + name);
        }
        boolean extension =
                screenSaver.XScreenSaverQueryExtension(
                                display, new IntByReference(), new IntByReference())
                        != 0;
        Pointer info = extension ? screenSaver.XScreenSaverAllocInfo() : null;
        if (info == null) {
            xlib.XCloseDisplay(display);
            throw new ProbeException(
                    "the X server at DISPLAY="
                            + name
                            + " cannot tell idle time (MIT-SCREEN-SAVER)");
        }
        return new X11Probe(xlib, screenSaver, libc, display, info);
    }

    private X11Probe(
            Xlib xlib,
            Xlib.ScreenSaver screenSaver,
            Xlib.Libc libc,
            Pointer display,
            Pointer idleInfo) {
        this.xlib = xlib;
        this.screenSaver = screenSaver;
        this.libc = libc;
        this.display = display;
        this.idleInfo = idleInfo;
        this.root = xlib.XDefaultRootWindow(display);
        this.properties = new Properties(xlib, display);
        this.activeWindow = properties.atom("_NET_ACTIVE_WINDOW");
        this.wmClass = properties.atom("WM_CLASS");
        this.netWmName = properties.atom("_NET_WM_NAME");
        this.wmName = properties.atom("WM_NAME");
        this.netWmPid = properties.atom("_NET_WM_PID");
        this.onLoss = (lostDisplay, data) -> lost = true;
        surviveLoss();
        xlib.XSelectInput(display, root, Xlib.PROPERTY_CHANGE_MASK);
    }

    /**
     * Where libX11 is too old for it, a lost X server ends the agent; its journal is whole then.
     */
    private void surviveLoss() {
        try {
            NativeLibrary.getInstance("libX11.so.6").getFunction("XSetIOErrorExitHandler");
        } catch (UnsatisfiedLinkError e) {
            return;
        }
        xlib.XSetIOErrorHandler(IGNORE_LOSS);
        xlib.XSetIOErrorExitHandler(display, onLoss, null);
    }

    @Override
    public Observation observe(boolean withTitle) {
        checkAlive();
        long window = properties.number(root, activeWindow);
        boolean shown = window != 0 && properties.exists(window);
        Window seen = shown ? describe(window, withTitle) : null;
        screenSaver.XScreenSaverQueryInfo(display, root, idleInfo);
        checkAlive();
        long idle = Math.max(0, idleInfo.getLong(Xlib.ScreenSaver.INFO_IDLE));
        return new Observation(seen, Duration.ofMillis(idle));
    }

    private Window describe(long window, boolean withTitle) {
        long pid = properties.number(window, netWmPid);
        String[] names = names(properties.text(window, wmClass));
        String title = null;
        if (withTitle) {
            title = properties.text(window, netWmName);
            // Plain Xt programs, such as xterm, have the older property alone.
            title = title == null || title.isEmpty() ? properties.text(window, wmName) : title;
        }
        String app = names.length > 1 ? names[1] : names.length > 0 ? names[0] : "";
        return new Window(
                app.isBlank() ? processName(pid) : app,
                names.length > 0 ? names[0] : null,
                title,
                pid);
    }

    /** WM_CLASS is the instance and then the class, each ended by NUL. */
    private static String[] names(@Nullable String wmClass) {
        return wmClass == null ? new String[0] : wmClass.split("\0", -1);
    }

    private static String processName(long pid) {
        if (pid > 0) {
            try {
                String name = Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
                if (!name.isEmpty()) {
                    return name;
                }
            } catch (IOException e) {
                // The process is gone, or is another user's: the window stays without a name.
            }
        }
        return "unknown";
    }

    @Override
    public void awaitChange(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            checkAlive();
            if (focusMayHaveChanged()) {
                settle();
                return;
            }
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return;
            }
            poll(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Window managers take the focus away before they give it on; that is no state to report. */
    private void settle() {
        int rounds = 0;
        do {
            poll(SETTLE_MILLIS);
        } while (focusMayHaveChanged() && ++rounds < MOST_SETTLE_ROUNDS);
    }

    private void poll(long millis) {
        pollFd.setInt(0, xlib.XConnectionNumber(display));
        pollFd.setShort(4, Xlib.Libc.POLLIN);
        libc.poll(pollFd, 1, (int) Math.min(millis, Integer.MAX_VALUE));
    }

    /** Takes all events that are there, so that none wakes the next wait. */
    private boolean focusMayHaveChanged() {
        boolean changed = false;
        while (xlib.XPending(display) > 0 && !lost) {
            xlib.XNextEvent(display, event);
            changed |=
                    event.getInt(0) == Xlib.PROPERTY_NOTIFY
                            && event.getLong(Xlib.PROPERTY_EVENT_ATOM) == activeWindow;
        }
        return changed;
    }

    private void checkAlive() {
        if (lost) {
            throw new ProbeException("the X server went away");
        }
    }

    @Override
    public void close() {
        // Xlib must not be called for a lost display any more; its memory goes with the process.
        if (!lost) {
            xlib.XFree(idleInfo);
            xlib.XCloseDisplay(display);
        }
        event.close();
        pollFd.close();
    }
}
