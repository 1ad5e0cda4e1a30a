/**
 * What people work on: an organization's projects. {@link dev.astir.app.projects.Projects} is the
 * entry point; a deleted project leaves the lists but stays behind the sessions that name it.
 */
@NullMarked
package dev.astir.app.projects;

import org.jspecify.annotations.NullMarked;
