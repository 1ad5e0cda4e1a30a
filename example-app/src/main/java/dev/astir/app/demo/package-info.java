/**
 * The organization "Demo" and its accounts, and a thin start of the people of the module {@code
 * demo}, who are clients of the app's own port. Only with {@code ASTIR_DEMO=true}; the entry point
 * is {@link DemoOrganization}. Nothing else in the app knows that module.
 */
@NullMarked
package dev.astir.app.demo;

import org.jspecify.annotations.NullMarked;
