package dev.astir.app.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a person may do in their organization. Each role may also do what the ones before it may.
 */
@Introspected
public enum Role {
    @JsonProperty("employee")
    EMPLOYEE,
    @JsonProperty("manager")
    MANAGER,
    @JsonProperty("admin")
    ADMIN;

    /** Name for {@code @Secured}: at least an employee. */
    public static final String IS_EMPLOYEE = "employee";

    /** Name for {@code @Secured}: a manager or an administrator. */
    public static final String IS_MANAGER = "manager";

    /** Name for {@code @Secured}: an administrator. */
    public static final String IS_ADMIN = "admin";

    /** The name in JSON and in {@code @Secured}: lower case. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role may do what the other may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The names that {@code @Secured} accepts for this role. */
    List<String> names() {
        return Arrays.stream(values()).filter(this::includes).map(Role::json).toList();
    }
}
