package dev.astir.app.categories;

import org.jspecify.annotations.Nullable;

/** What rules look at, in lower case. Immutable. */
record Use(
        @Nullable String app, @Nullable String site, @Nullable String title, @Nullable String url) {

    static Use of(
            @Nullable String app,
            @Nullable String site,
            @Nullable String title,
            @Nullable String url) {
        return new Use(
                Pattern.fold(app), Pattern.fold(site), Pattern.fold(title), Pattern.fold(url));
    }

    static Use of(AppSite pair) {
        return of(pair.app(), pair.site(), null, null);
    }
}
