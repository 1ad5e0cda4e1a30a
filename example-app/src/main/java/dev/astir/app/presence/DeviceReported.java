package dev.astir.app.presence;

/**
 * Published as an application event on the node that a device is connected to, once it says that
 * something else is done there. Immutable.
 */
record DeviceReported(DeviceConnection connection, DeviceState state) {}
