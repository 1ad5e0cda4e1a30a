/**
 * Who is there: people's passwords, sign-ins and tokens, cookies and roles. Features meet {@link
 * dev.astir.app.identity.Caller} as a controller's parameter, and {@link
 * dev.astir.app.identity.Authenticator} where a socket must be judged.
 */
@NullMarked
package dev.astir.app.identity;

import org.jspecify.annotations.NullMarked;
