package dev.astir.app.mail;

import java.util.Collection;
import java.util.UUID;

/**
 * Published in the transaction that takes mails back because they tell of people: whoever made them
 * may make them anew. Immutable.
 *
 * @param mails ids of rows that are gone
 */
public record MailsWithdrawn(UUID organizationId, Collection<UUID> mails) {}
