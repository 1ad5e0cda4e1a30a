/**
 * Single sign-on by OpenID Connect: an organization's identity providers, and how people come in by
 * them. {@link dev.astir.app.singlesignon.SingleSignOn} leads through a sign-in, {@link
 * dev.astir.app.singlesignon.Providers} keeps the providers, and {@link
 * dev.astir.app.singlesignon.Arrivals} says who somebody is here whom a provider vouches for.
 */
@NullMarked
package dev.astir.app.singlesignon;

import org.jspecify.annotations.NullMarked;
