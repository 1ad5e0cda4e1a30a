/**
 * The process: its settings and home folder, the database that it brings along, migrations and the
 * tenants' wall, the keys that it signs with, and how its nodes wake each other. The entry point is
 * {@link dev.astir.app.platform.Platform}. It imports no other package of the app.
 */
@NullMarked
package dev.astir.app.platform;

import org.jspecify.annotations.NullMarked;
