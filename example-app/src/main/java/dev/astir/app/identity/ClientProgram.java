package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser or another program, by what it says of itself. That is no proof of anything: it helps
 * people to recognise their own. Immutable.
 *
 * @param browser its name; null when it says nothing
 * @param system what it runs on; null when it does not say
 */
@Introspected
@JsonInclude
record ClientProgram(@Nullable String browser, @Nullable String system) {

    private static final ClientProgram SILENT = new ClientProgram(null, null);

    /** Browsers name those before them as well, so the first that is found is the one. */
    private static final Map<String, Pattern> BROWSERS = new LinkedHashMap<>();

    /** Phones name the desktop's system as well. */
    private static final Map<String, Pattern> SYSTEMS = new LinkedHashMap<>();

    /** {@code curl/8.5.0}: what stands before the slash. */
    private static final Pattern OTHER = Pattern.compile("^([A-Za-z][A-Za-z0-9 ._-]{0,39})(/.*)?$");

    static {
        BROWSERS.put("Edge", Pattern.compile("\\bEdg(e|A|iOS)?/"));
        BROWSERS.put("Opera", Pattern.compile("\\b(OPR|Opera|OPiOS)/"));
        BROWSERS.put("Vivaldi", Pattern.compile("\\bVivaldi/"));
        BROWSERS.put("Samsung Internet", Pattern.compile("\\bSamsungBrowser/"));
        BROWSERS.put("Firefox", Pattern.compile("\\b(Firefox|FxiOS)/"));
        BROWSERS.put("Chromium", Pattern.compile("\\bChromium/"));
        BROWSERS.put("Chrome", Pattern.compile("\\b(Headless)?(Chrome|CriOS)/"));
        BROWSERS.put("Safari", Pattern.compile("\\bVersion/\\S+ .*\\bSafari/"));
        SYSTEMS.put("iPhone", Pattern.compile("\\biPhone\\b"));
        SYSTEMS.put("iPad", Pattern.compile("\\biPad\\b"));
        SYSTEMS.put("Android", Pattern.compile("\\bAndroid\\b"));
        SYSTEMS.put("ChromeOS", Pattern.compile("\\bCrOS\\b"));
        SYSTEMS.put("Windows", Pattern.compile("\\bWindows\\b"));
        SYSTEMS.put("macOS", Pattern.compile("\\b(Macintosh|Mac OS X)\\b"));
        SYSTEMS.put("Linux", Pattern.compile("\\b(Linux|X11)\\b"));
    }

    /** The program that sends this {@code User-Agent}. */
    static ClientProgram of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return SILENT;
        }
        String browser = first(BROWSERS, userAgent);
        return new ClientProgram(
                browser == null ? other(userAgent.strip()) : browser, first(SYSTEMS, userAgent));
    }

    private static @Nullable String first(Map<String, Pattern> kinds, String userAgent) {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(userAgent).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String other(String userAgent) {
        var matcher = OTHER.matcher(userAgent);
        return matcher.matches() && !"Mozilla".equals(matcher.group(1)) ? matcher.group(1) : null;
    }
}
