package dev.astir.app.presence;

/** Published as an application event once a line to this node has ended. Immutable. */
record DeviceLeft(DeviceConnection connection) {}
