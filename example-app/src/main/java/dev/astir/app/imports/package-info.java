/**
 * History from elsewhere: a file of sessions, and of what was done in them, becomes time of the
 * person who sends it; all of the file or nothing. The entry point is {@link
 * dev.astir.app.imports.ImportController}.
 */
@NullMarked
package dev.astir.app.imports;

import org.jspecify.annotations.NullMarked;
