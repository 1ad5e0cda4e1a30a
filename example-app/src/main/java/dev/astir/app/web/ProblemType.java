package dev.astir.app.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All types of problems, for {@code /openapi.json}. Tests fail when the app answers with one that
 * is not here, and when one is here that nothing answers with.
 */
@Documented
@Schema(
        description = "The stable name of what is wrong",
        allowableValues = {
            ProblemType.PREFIX + "activity-outside",
            ProblemType.PREFIX + "address-not-public",
            ProblemType.PREFIX + "address-unknown",
            ProblemType.PREFIX + "agent-blocked",
            ProblemType.PREFIX + "alert-resolved",
            ProblemType.PREFIX + "another-sign-in",
            ProblemType.PREFIX + "bad-handshake",
            ProblemType.PREFIX + "categories-changed",
            ProblemType.PREFIX + "category-name-taken",
            ProblemType.PREFIX + "challenge-refused",
            ProblemType.PREFIX + "confirmation-required",
            ProblemType.PREFIX + "csrf",
            ProblemType.PREFIX + "email-taken",
            ProblemType.PREFIX + "enrolment-token-unusable",
            ProblemType.PREFIX + "erasure-answered",
            ProblemType.PREFIX + "erasure-requested",
            ProblemType.PREFIX + "forbidden",
            ProblemType.PREFIX + "foreign-origin",
            ProblemType.PREFIX + "insights-not-shared",
            ProblemType.PREFIX + "integration-paused",
            ProblemType.PREFIX + "internal-server-error",
            ProblemType.PREFIX + "invalid",
            ProblemType.PREFIX + "invitation-expired",
            ProblemType.PREFIX + "invitation-revoked",
            ProblemType.PREFIX + "invitation-unknown",
            ProblemType.PREFIX + "invitation-used",
            ProblemType.PREFIX + "issuer-taken",
            ProblemType.PREFIX + "job-running",
            ProblemType.PREFIX + "last-administrator",
            ProblemType.PREFIX + "last-provider",
            ProblemType.PREFIX + "locked-out",
            ProblemType.PREFIX + "login-refused",
            ProblemType.PREFIX + "malformed",
            ProblemType.PREFIX + "managers-only",
            ProblemType.PREFIX + "method-not-allowed",
            ProblemType.PREFIX + "metrics-operator",
            ProblemType.PREFIX + "no-mail",
            ProblemType.PREFIX + "no-password",
            ProblemType.PREFIX + "no-provider",
            ProblemType.PREFIX + "not-acceptable",
            ProblemType.PREFIX + "not-authenticated",
            ProblemType.PREFIX + "not-found",
            ProblemType.PREFIX + "not-the-owner",
            ProblemType.PREFIX + "not-watchable",
            ProblemType.PREFIX + "not-your-alert",
            ProblemType.PREFIX + "not-your-categories",
            ProblemType.PREFIX + "not-your-session",
            ProblemType.PREFIX + "not-your-week",
            ProblemType.PREFIX + "organization-required",
            ProblemType.PREFIX + "own-password",
            ProblemType.PREFIX + "own-second-factor",
            ProblemType.PREFIX + "passkey-known",
            ProblemType.PREFIX + "passkeys-unavailable",
            ProblemType.PREFIX + "policy-changed",
            ProblemType.PREFIX + "refresh-refused",
            ProblemType.PREFIX + "registration-closed",
            ProblemType.PREFIX + "report-too-long",
            ProblemType.PREFIX + "request-entity-too-large",
            ProblemType.PREFIX + "request-timeout",
            ProblemType.PREFIX + "reset-link-invalid",
            ProblemType.PREFIX + "scope-missing",
            ProblemType.PREFIX + "second-factor-missing",
            ProblemType.PREFIX + "second-factor-needed",
            ProblemType.PREFIX + "second-factor-refused",
            ProblemType.PREFIX + "second-factor-required",
            ProblemType.PREFIX + "second-factor-setup-required",
            ProblemType.PREFIX + "sender-unknown",
            ProblemType.PREFIX + "service-unavailable",
            ProblemType.PREFIX + "session-active",
            ProblemType.PREFIX + "session-overlap",
            ProblemType.PREFIX + "session-recorded",
            ProblemType.PREFIX + "session-running",
            ProblemType.PREFIX + "session-stopped",
            ProblemType.PREFIX + "sign-in-needed",
            ProblemType.PREFIX + "sign-in-over",
            ProblemType.PREFIX + "signed-in-already",
            ProblemType.PREFIX + "single-sign-on-required",
            ProblemType.PREFIX + "suspended",
            ProblemType.PREFIX + "team-name-taken",
            ProblemType.PREFIX + "timesheet-state",
            ProblemType.PREFIX + "too-large",
            ProblemType.PREFIX + "too-many-categories",
            ProblemType.PREFIX + "too-many-integrations",
            ProblemType.PREFIX + "too-many-passkeys",
            ProblemType.PREFIX + "too-many-providers",
            ProblemType.PREFIX + "too-many-requests",
            ProblemType.PREFIX + "too-many-rules",
            ProblemType.PREFIX + "too-many-saved-reports",
            ProblemType.PREFIX + "too-many-tokens",
            ProblemType.PREFIX + "too-many-webhooks",
            ProblemType.PREFIX + "totp-not-begun",
            ProblemType.PREFIX + "unavailable",
            ProblemType.PREFIX + "unsupported-media-type",
            ProblemType.PREFIX + "upgrade-required",
            ProblemType.PREFIX + "uri-too-long",
            ProblemType.PREFIX + "version-conflict",
            ProblemType.PREFIX + "webhook-paused",
            ProblemType.PREFIX + "week-closed",
            ProblemType.PREFIX + "week-not-begun",
            ProblemType.PREFIX + "wrong-password",
            ProblemType.PREFIX + "your-own-alert",
            ProblemType.PREFIX + "your-own-week"
        })
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface ProblemType {

    /** How each begins. */
    String PREFIX = "urn:astir:problem:";
}
