package dev.astir.app.categories;

import java.util.UUID;

/** A rule in its place, ready to be compared. Immutable. */
record RankedRule(UUID id, UUID categoryId, Field field, Pattern pattern) {

    boolean matches(Use use) {
        return pattern.matches(
                switch (field) {
                    case APP -> use.app();
                    case SITE -> use.site();
                    case TITLE -> use.title();
                    case URL -> use.url();
                });
    }
}
