package dev.astir.app.categories;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;

/** The sign of a category, since its colour never stands alone. */
@Introspected
public enum Icon {
    EDITOR,
    DESIGN,
    CHAT,
    VIDEO,
    BROWSER,
    DOCUMENT,
    TERMINAL,
    MAIL,
    MEDIA,
    PEOPLE,
    FOLDER,
    WINDOW;

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
