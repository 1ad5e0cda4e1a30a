package dev.astir.app.mail;

/** Published in the transaction that puts a mail into the outbox. Immutable. */
record MailQueued() {}
