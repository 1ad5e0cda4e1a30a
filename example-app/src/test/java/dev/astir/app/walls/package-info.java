/**
 * The walls between people: every route of the API × who asks × whose id they name. {@code Rules}
 * says what is right, {@code MatrixTest} asks.
 */
package dev.astir.app.walls;
