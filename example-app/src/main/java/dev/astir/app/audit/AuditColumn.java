package dev.astir.app.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What files tell of an entry of the trail, in their order. */
public enum AuditColumn {
    ID("id", AuditEntry::id),
    AT("at", AuditEntry::at),
    KIND("kind", AuditEntry::kind),
    ACTION("action", AuditEntry::action),
    ACTOR_ID("actorId", AuditEntry::actorId),
    ACTOR_NAME("actorName", AuditEntry::actorName),
    ACTOR_ROLE("actorRole", AuditEntry::actorRole),
    VIA("via", AuditEntry::via),
    PERSON_ID("personId", AuditEntry::personId),
    PERSON_NAME("personName", AuditEntry::personName),
    /** JSON, which each kind of file writes in its own way. */
    DETAILS("details", AuditEntry::details);

    private static final Set<AuditColumn> ACTOR = Set.of(ACTOR_ID, ACTOR_NAME, ACTOR_ROLE);
    private static final Set<AuditColumn> PERSON = Set.of(PERSON_ID, PERSON_NAME);

    private final String title;
    private final Function<AuditEntry, @Nullable Object> value;

    AuditColumn(String title, Function<AuditEntry, @Nullable Object> value) {
        this.title = title;
        this.value = value;
    }

    public static List<AuditColumn> all() {
        return List.of(values());
    }

    /** Where all entries are of one person's doing. */
    public static List<AuditColumn> withoutActor() {
        return without(ACTOR);
    }

    /** Where all entries are about one person. */
    public static List<AuditColumn> withoutPerson() {
        return without(PERSON);
    }

    private static List<AuditColumn> without(Set<AuditColumn> some) {
        return Arrays.stream(values()).filter(column -> !some.contains(column)).toList();
    }

    public String title() {
        return title;
    }

    /** What a cell says; null for nothing. Not for {@link #DETAILS}. */
    public @Nullable String text(AuditEntry entry) {
        return Objects.toString(value.apply(entry), null);
    }
}
