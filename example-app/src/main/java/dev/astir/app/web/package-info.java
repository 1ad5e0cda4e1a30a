/**
 * What every address of the HTTP API shares: the form of problems, of pages of a list, of
 * validation and of JSON; the dashboard's files, health and metrics. Features throw {@link
 * dev.astir.app.web.ProblemException} and answer {@link dev.astir.app.web.Page}.
 */
@NullMarked
package dev.astir.app.web;

import org.jspecify.annotations.NullMarked;
