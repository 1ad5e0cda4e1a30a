package dev.astir.app.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.RepositoryCalls;
import java.util.Optional;

/** Calls of the repositories of organizations. */
public final class OrganizationCalls extends RepositoryCalls {

    public OrganizationCalls(Scene scene) {
        super(scene);
    }

    public void make() {
        Organization made = Organization.create(organization, "Ours", "Europe/Berlin", now);
        run("OrganizationRepository.save", made);
        run("OrganizationRepository.update", made);
        assertThat(run("OrganizationRepository.find", organization)).isEqualTo(Optional.of(made));
        run("OrganizationRepository.hold", organization);
        none("OrganizationRepository.hold", nobody);
        run("OrganizationRepository.any");
    }
}
