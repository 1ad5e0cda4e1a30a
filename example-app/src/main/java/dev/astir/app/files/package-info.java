/**
 * Files that people take with them, made while they are taken: {@link dev.astir.app.files.Files}.
 */
@NullMarked
package dev.astir.app.files;

import org.jspecify.annotations.NullMarked;
