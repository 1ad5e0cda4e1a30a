package dev.astir.app.invitations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An invitation whose link was made just now. Immutable.
 *
 * @param url the link, shown this once; null when it went by mail
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record IssuedInvitation(@JsonUnwrapped Invitation invitation, @Nullable URI url) {}
