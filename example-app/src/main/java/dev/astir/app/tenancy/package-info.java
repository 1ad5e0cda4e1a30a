/**
 * The two ways into the database: as an organization, or as the system. The entry point is {@link
 * dev.astir.app.tenancy.Transactions}.
 */
@NullMarked
package dev.astir.app.tenancy;

import org.jspecify.annotations.NullMarked;
