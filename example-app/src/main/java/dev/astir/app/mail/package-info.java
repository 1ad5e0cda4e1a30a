/**
 * Mail to people: a row with the change that it tells of, sent soon after by whichever node is
 * first. The entry point is {@link dev.astir.app.mail.Mailer}.
 */
@NullMarked
package dev.astir.app.mail;

import org.jspecify.annotations.NullMarked;
