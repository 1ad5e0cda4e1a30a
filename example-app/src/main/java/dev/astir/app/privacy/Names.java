package dev.astir.app.privacy;

import dev.astir.app.audit.Audit;
import dev.astir.app.audit.AuditEntry;
import dev.astir.app.identity.User;
import dev.astir.app.web.Page;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what others may have called a person, who chose most of it herself: so a name counts only
 * where nobody and nothing else is called so. In a transaction of the organization. Thread-safe.
 */
@Singleton
class Names {

    private final NameRepository rows;
    private final Audit audit;

    Names(NameRepository rows, Audit audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /** The e-mail and full names, today's and former ones. */
    List<String> of(User person) {
        Set<String> names = new HashSet<>();
        addName(person.name(), names);
        names.add(person.email());
        UUID after = null;
        Page<AuditEntry> page;
        do {
            page = audit.about(person.organizationId(), person.id(), after, Page.MAX_LIMIT);
            for (AuditEntry entry : page.items()) {
                if (entry.action().startsWith("person.") || entry.action().startsWith("profile.")) {
                    collect(null, entry.details(), names);
                }
                after = entry.id();
            }
        } while (page.next() != null);
        return List.copyOf(names);
    }

    /** Those of them that nobody and nothing else in the organization has or had. */
    Set<String> onlyTheirs(UUID organizationId, UUID userId, List<String> names) {
        Set<String> only = new HashSet<>(names);
        rows.others(organizationId, userId, names.toArray(String[]::new)).forEach(only::remove);
        return only;
    }

    /** With what was before and after, below the name of what it is. */
    private static void collect(@Nullable String field, @Nullable Object value, Set<String> names) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> {
                boolean named = key.equals("name") || key.equals("email");
                collect(named ? String.valueOf(key) : field, part, names);
            });
        } else if (value instanceof String text && field != null) {
            if (field.equals("email")) {
                names.add(text);
            } else {
                addName(text, names);
            }
        }
    }

    /** A name that looks like an e-mail address is one that nobody gave proof of. */
    private static void addName(String name, Set<String> names) {
        if (name.strip().chars().anyMatch(Character::isWhitespace)) {
            names.add(name);
        }
    }
}
