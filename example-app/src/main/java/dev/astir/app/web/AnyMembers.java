package dev.astir.app.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For maps: {@code /openapi.json} says that their members are of whatever kind. */
@Documented
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyMembers {}
