package dev.astir.app.platform;

/**
 * A setting, or the place it points at, cannot be used. The message is one line for the operator.
 */
public final class SettingsException extends RuntimeException {

    public SettingsException(String message) {
        super(message);
    }

    static SettingsException of(String variable, String value, String allowed) {
        return new SettingsException(
                "%s is \"%s\"; allowed is %s".formatted(variable, value, allowed));
    }
}
