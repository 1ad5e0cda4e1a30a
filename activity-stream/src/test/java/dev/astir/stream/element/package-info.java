/** The feed element in a real Chromium, against a real server and a real PostgreSQL. */
@NullMarked
package dev.astir.stream.element;

import org.jspecify.annotations.NullMarked;
