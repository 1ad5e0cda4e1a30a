/**
 * Organizations (tenants), their settings, and how they are created. Other features read the
 * settings from {@link dev.astir.app.organizations.Organizations}.
 */
@NullMarked
package dev.astir.app.organizations;

import org.jspecify.annotations.NullMarked;
