/**
 * The app under hostile input: what the description of the API allows nobody to send is sent to
 * every route, and to both sockets. All is random, and the same each time: {@link
 * dev.astir.app.hostile.Hostile#SEED}.
 */
package dev.astir.app.hostile;
