/**
 * Who may come in: people, their passwords, sign-in and tokens. Other features meet {@link
 * dev.astir.app.accounts.Caller} as a controller's parameter, and {@link
 * dev.astir.app.accounts.Authenticator} where a socket must be judged.
 */
@NullMarked
package dev.astir.app.accounts;

import org.jspecify.annotations.NullMarked;
