package dev.astir.benchmarks.dashboard;

import java.util.Map;

/**
 * What a load weighs.
 *
 * @param bodies bytes of the answers as sent, compressed, without their headers
 * @param wire bytes with the headers
 * @param requests how many, without the live connection
 */
record Weight(Map<Kind, Long> bodies, long wire, int requests) {

    /** Whose bytes they are. */
    enum Kind {
        PAGE("the page itself"),
        SCRIPT("scripts"),
        STYLE("stylesheets"),
        FONT("fonts"),
        PICTURE("pictures"),
        API("answers of the API");

        final String title;

        Kind(String title) {
            this.title = title;
        }

        static Kind of(String path) {
            if (path.startsWith("/api/")) {
                return API;
            }
            String extension = path.substring(path.lastIndexOf('.') + 1);
            return switch (extension) {
                case "js" -> SCRIPT;
                case "css" -> STYLE;
                case "woff2" -> FONT;
                case "svg", "png", "ico" -> PICTURE;
                default -> PAGE;
            };
        }
    }

    long of(Kind kind) {
        return bodies.getOrDefault(kind, 0L);
    }

    /** All that is compressed once for everybody: without what the API answers. */
    long files() {
        return total() - of(Kind.API);
    }

    long filesWithoutFont() {
        return files() - of(Kind.FONT);
    }

    long total() {
        return bodies.values().stream().mapToLong(Long::longValue).sum();
    }
}
