package dev.astir.app.identity;

import java.util.Set;
import java.util.UUID;

/** What lets a person in. Implementations are immutable. */
public sealed interface Credential {

    /** Which one it is; unique among all of them. */
    UUID id();

    /** Whether it may be used for what needs this scope. */
    boolean allows(Scope scope);

    /** The role of its person, as far as it goes with this. */
    Role limit(Role role);

    /** A sign-in, with all that its person may do. */
    record SignIn(UUID id) implements Credential {

        @Override
        public boolean allows(Scope scope) {
            return true;
        }

        @Override
        public Role limit(Role role) {
            return role;
        }
    }

    /**
     * An API token: its person, with less.
     *
     * @param name what its person calls it
     */
    record ApiToken(UUID id, String name, Set<Scope> scopes) implements Credential {

        public ApiToken {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public boolean allows(Scope scope) {
            return scopes.stream().anyMatch(own -> own.covers(scope));
        }

        /** Without the scope, an administrator is one no more, whoever asks for the role. */
        @Override
        public Role limit(Role role) {
            return role == Role.ADMIN && !allows(Scope.ADMIN) ? Role.MANAGER : role;
        }
    }
}
