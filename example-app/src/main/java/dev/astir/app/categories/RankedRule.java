package dev.astir.app.categories;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule in its place, ready to be compared. Immutable. */
record RankedRule(UUID id, UUID categoryId, Field field, Pattern pattern) {

    boolean matches(
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String url) {
        return pattern.matches(
                switch (field) {
                    case APP -> app;
                    case SITE -> site;
                    case TITLE -> title;
                    case URL -> url;
                });
    }
}
