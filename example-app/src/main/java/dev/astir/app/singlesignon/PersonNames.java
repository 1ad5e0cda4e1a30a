package dev.astir.app.singlesignon;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import dev.astir.app.web.Texts;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** What people are called here of whom a provider tells. Thread-safe. */
@Singleton
class PersonNames {

    private final Validator validator;

    /** By the same rule as a name that somebody types. */
    @Introspected
    record Name(@NotBlank @Size(max = 200) @StorableText @SingleLine String text) {}

    PersonNames(Validator validator) {
        this.validator = validator;
    }

    /** The name that the provider gives, or what stands before the e-mail's at sign. */
    String of(Vouched vouched, String email) {
        return vouched.name()
                .flatMap(this::sound)
                .or(() -> sound(email.substring(0, email.lastIndexOf('@'))))
                .orElse("?");
    }

    private Optional<String> sound(String name) {
        return Optional.of(Texts.oneLine(name).strip())
                .filter(line -> validator.validate(new Name(line)).isEmpty());
    }
}
