package dev.astir.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which modules a browser must have before it runs one: all that are imported statically, through
 * each other; not what {@code import()} asks for when it is wanted. Thread-safe.
 */
final class ModuleGraph {

    /**
     * What is skipped as a whole, so that nothing in it is taken for code (comments, templates), or
     * an import with its specifier, or another string. Possessive, since templates are long.
     */
    private static final Pattern IMPORT =
            Pattern.compile(
                    """
                    (?=[/`ie"'])(?:
                      /\\*(?s:.*?)\\*/
                    | //[^\\n]*+
                    | `[^`\\\\]*+(?s:\\\\.[^`\\\\]*+)*+`
                    | (?<![\\w$.])(?:import|export)\\b\\s*+(?:[\\w$*{},\\s]+?\\bfrom\\s*+)?
                      (?:"(?<double>[^"\\n]+)"|'(?<single>[^'\\n]+)')
                    | "[^"\\\\\\n]*+(?:\\\\.[^"\\\\\\n]*+)*+"
                    | '[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+'
                    )
                    """,
                    Pattern.COMMENTS);

    /** Where the modules are. */
    interface Sources {
        byte @Nullable [] read(String path);
    }

    private final ImportMap imports;
    private final Sources sources;

    ModuleGraph(ImportMap imports, Sources sources) {
        this.imports = imports;
        this.sources = sources;
    }

    /** The addresses of all that this module imports, without its own, nearest first. */
    Set<String> importedBy(String entry) {
        Set<String> seen = new LinkedHashSet<>();
        Queue<String> next = new ArrayDeque<>(List.of(entry));
        while (!next.isEmpty()) {
            String module = next.remove();
            byte[] source = seen.contains(module) ? null : sources.read(module);
            if (source != null) {
                seen.add(module);
                next.addAll(imported(module, new String(source, UTF_8)));
            }
        }
        seen.remove(entry);
        return seen;
    }

    private List<String> imported(String module, String source) {
        List<String> paths = new ArrayList<>();
        Matcher matcher = IMPORT.matcher(source);
        while (matcher.find()) {
            String specifier =
                    matcher.group("double") == null
                            ? matcher.group("single")
                            : matcher.group("double");
            if (specifier != null) {
                paths.add(resolve(module, specifier));
            }
        }
        return paths;
    }

    private String resolve(String module, String specifier) {
        return specifier.startsWith(".") || specifier.startsWith("/")
                ? URI.create(module).resolve(specifier).toString()
                : imports.resolve(specifier);
    }
}
