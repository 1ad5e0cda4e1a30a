package dev.astir.app.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For controllers and routes that no API token opens, whatever its scopes: those that decide who
 * comes in and how, by which an account could be taken over, and a person's own word. All of {@code
 * /api/auth}, and what changes {@code /api/me}, is so by itself; see {@code ScopeRule}. For single
 * fields there is {@link Caller#requireInPerson}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface InPerson {}
