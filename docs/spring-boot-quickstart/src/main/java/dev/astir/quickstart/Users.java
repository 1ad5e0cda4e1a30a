package dev.astir.quickstart;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an embedder has: people, by the token that they present. Immutable. */
@Component
public class Users {

    /** A person. */
    public record User(String id, String name, String team) {}

    /** Knows tokens of the form {@code id.team}. */
    public Optional<User> byToken(String token) {
        String[] parts = token.split("\\.", -1);
        return parts.length == 2
                ? Optional.of(new User(parts[0], "The " + parts[0], parts[1]))
                : Optional.empty();
    }
}
