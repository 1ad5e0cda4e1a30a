package dev.astir.app.factors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Where passkeys are good. Immutable.
 *
 * @param host the name that the browser's address must have; null where there is none, since the
 *     server is known by a number
 */
@Introspected
@JsonInclude
record PasskeyPlace(@Nullable String host) {}
