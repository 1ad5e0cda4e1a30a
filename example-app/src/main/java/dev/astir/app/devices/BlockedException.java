package dev.astir.app.devices;

/** The device may not report (any more). */
public final class BlockedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the device is told. */
    public static final String MESSAGE = "An administrator blocked or removed this device.";

    BlockedException() {
        super(MESSAGE, null, false, false);
    }
}
