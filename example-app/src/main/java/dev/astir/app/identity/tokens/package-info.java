/**
 * API tokens: with which a person's scripts come in, for less than the person may. People make and
 * end theirs with {@code ApiTokens}; what a token may be used for is said in {@code ScopeRule}
 * alone.
 */
@NullMarked
package dev.astir.app.identity.tokens;

import org.jspecify.annotations.NullMarked;
