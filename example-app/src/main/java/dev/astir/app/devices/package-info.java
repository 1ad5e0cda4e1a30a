/**
 * People's devices: how one is enrolled, blocked and removed, and the key by which its agent is let
 * in. The entry point is {@link dev.astir.app.devices.Devices}.
 */
@NullMarked
package dev.astir.app.devices;

import org.jspecify.annotations.NullMarked;
