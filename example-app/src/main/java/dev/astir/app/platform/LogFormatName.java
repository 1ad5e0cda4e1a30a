package dev.astir.app.platform;

import ch.qos.logback.core.PropertyDefinerBase;

/**
 * Which appender of the log is used. The log is set up before settings are read, which refuse what
 * is no format. Stateless.
 */
public final class LogFormatName extends PropertyDefinerBase {

    static final String VARIABLE = "ASTIR_LOG_FORMAT";
    private static final String JSON = "json";

    @Override
    public String getPropertyValue() {
        String tested = getContext().getProperty(VARIABLE);
        String value = tested == null ? System.getenv(VARIABLE) : tested;
        return JSON.equals(value) ? JSON : "text";
    }
}
