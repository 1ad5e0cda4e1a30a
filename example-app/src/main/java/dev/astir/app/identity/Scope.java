package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Locale;
import java.util.Set;

/**
 * What an API token may be used for. Each route asks for one, and a token never lets its person do
 * more than their role.
 */
@Introspected
public enum Scope {
    /** To ask what is there. */
    @JsonProperty("read")
    READ,
    /** To change what an employee or a manager may; this includes to publish. */
    @JsonProperty("write")
    WRITE,
    /** To publish activities, and nothing else. */
    @JsonProperty("publish")
    PUBLISH,
    /** To do, see and change what an administrator alone may. */
    @JsonProperty("admin")
    ADMIN,
    /** To read the feed at an address of its own, as Atom, and nothing else. */
    @JsonProperty("atom")
    ATOM,
    /** To read its person's sessions at an address of its own, as a calendar, and nothing else. */
    @JsonProperty("calendar")
    CALENDAR;

    /** Those of addresses, whose token has no other besides. */
    public static final Set<Scope> OF_ADDRESSES = Set.of(ATOM, CALENDAR);

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a token with this scope may be used for what asks for the other. */
    boolean covers(Scope needed) {
        return this == needed || (this == WRITE && needed == PUBLISH);
    }
}
