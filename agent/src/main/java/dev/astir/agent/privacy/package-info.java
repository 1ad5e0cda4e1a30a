/**
 * What may be captured: block lists and consent, applied before anything is stored. {@link
 * dev.astir.agent.privacy.PrivacyRules} decides, {@link dev.astir.agent.privacy.Consent} says what
 * the person agreed to.
 */
@NullMarked
package dev.astir.agent.privacy;

import org.jspecify.annotations.NullMarked;
