package dev.astir.stream.quickstart;

import java.util.Optional;

/** What an embedder has: people, by the token that they present. */
public final class Users {

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
