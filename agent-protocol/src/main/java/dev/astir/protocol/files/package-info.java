/**
 * Where app, agent and demo keep their keys: {@link dev.astir.protocol.files.OwnedPaths} tells
 * whether somebody else on the machine could have put them there, or can read or change them.
 */
@NullMarked
package dev.astir.protocol.files;

import org.jspecify.annotations.NullMarked;
