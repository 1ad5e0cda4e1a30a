/** The messages that agent and app exchange ({@code astir-agent.v1}), and their encoding. */
@NullMarked
package dev.astir.protocol;

import org.jspecify.annotations.NullMarked;
