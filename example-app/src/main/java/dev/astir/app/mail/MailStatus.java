package dev.astir.app.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a mail got. */
public enum MailStatus {
    /** It is sent soon, or again. */
    @JsonProperty("waiting")
    WAITING,
    /** The server took it; whether it arrives is beyond what the app hears. */
    @JsonProperty("sent")
    SENT,
    /** The server refused it for good, or it could not be sent in time. */
    @JsonProperty("failed")
    FAILED;

    /** In lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
