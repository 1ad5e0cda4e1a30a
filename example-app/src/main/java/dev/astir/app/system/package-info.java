/** Health, the embedded database, tenant transactions and problem responses. */
@NullMarked
package dev.astir.app.system;

import org.jspecify.annotations.NullMarked;
