package dev.astir.agent;

/** A setting is wrong. The message names the setting, its value, its origin and what is allowed. */
final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String name, String value, String origin, String allowed) {
        super(name + " is '" + value + "' (from " + origin + "); allowed is " + allowed);
    }

    SettingsException(String message) {
        super(message);
    }
}
