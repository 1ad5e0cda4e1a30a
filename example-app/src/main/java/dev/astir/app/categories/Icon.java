package dev.astir.app.categories;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** The sign of a category, since its colour never stands alone. */
@Introspected
public enum Icon {
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("design")
    DESIGN,
    @JsonProperty("chat")
    CHAT,
    @JsonProperty("video")
    VIDEO,
    @JsonProperty("browser")
    BROWSER,
    @JsonProperty("document")
    DOCUMENT,
    @JsonProperty("terminal")
    TERMINAL,
    @JsonProperty("mail")
    MAIL,
    @JsonProperty("media")
    MEDIA,
    @JsonProperty("people")
    PEOPLE,
    @JsonProperty("folder")
    FOLDER,
    @JsonProperty("window")
    WINDOW;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
