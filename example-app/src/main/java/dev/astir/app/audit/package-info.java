/**
 * Reads the trail: what was changed by whom, for administrators, and who looked at one's own data,
 * for everybody. The entry point is {@link dev.astir.app.audit.Audit}.
 */
@NullMarked
package dev.astir.app.audit;

import org.jspecify.annotations.NullMarked;
