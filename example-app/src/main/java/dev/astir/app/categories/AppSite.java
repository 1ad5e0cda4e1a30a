package dev.astir.app.categories;

/**
 * An application, and the site that was open in it. Immutable.
 *
 * @param app empty for none
 * @param site empty for none
 */
public record AppSite(String app, String site) implements Comparable<AppSite> {

    @Override
    public int compareTo(AppSite other) {
        int byApp = app.compareTo(other.app);
        return byApp == 0 ? site.compareTo(other.site) : byApp;
    }
}
