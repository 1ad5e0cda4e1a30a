/**
 * The second factor: authenticator apps (TOTP), passkeys (WebAuthn) and recovery codes, how a
 * sign-in is finished with one, and the organization's demand that everybody has one. The entry
 * point is {@link dev.astir.app.factors.SecondFactors}.
 */
@NullMarked
package dev.astir.app.factors;

import org.jspecify.annotations.NullMarked;
