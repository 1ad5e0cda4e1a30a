/**
 * What people are owed as to their own data: a list and a copy of all that is kept of them, its
 * erasure, and an end for what is too old. The entry points are {@link
 * dev.astir.app.privacy.MyData}, {@link dev.astir.app.privacy.Erasures} and {@link
 * dev.astir.app.privacy.RetentionSweeper}.
 */
@NullMarked
package dev.astir.app.privacy;

import org.jspecify.annotations.NullMarked;
