package dev.astir.app.policies;

import dev.astir.app.organizations.Organization;
import dev.astir.protocol.Policy;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;

/**
 * A policy as it was shown to people. Immutable.
 *
 * @param text in words
 * @param neverCapture names of applications whose time only shows as private
 */
@MappedEntity("policies")
public record PolicyVersion(
        @Id int version,
        String text,
        boolean captureTitles,
        boolean introspection,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> neverCapture,
        int idleAfterSeconds) {

    /** The policy of the organization's settings, under this number. */
    static PolicyVersion of(Organization organization, int version, List<String> neverCapture) {
        Policy settings =
                new Policy(
                        version,
                        organization.captureTitles(),
                        organization.introspection(),
                        neverCapture,
                        organization.idleAfterSeconds());
        return new PolicyVersion(
                version,
                PolicyText.of(organization.name(), settings),
                settings.captureTitles(),
                settings.introspection(),
                settings.neverCapture(),
                settings.idleAfterSeconds());
    }

    /** Whether both capture the same, whatever their numbers and words. */
    boolean capturesTheSame(PolicyVersion other) {
        return captureTitles == other.captureTitles
                && introspection == other.introspection
                && idleAfterSeconds == other.idleAfterSeconds
                && neverCapture.equals(other.neverCapture);
    }

    /** As agents apply it. */
    public Policy settings() {
        return new Policy(version, captureTitles, introspection, neverCapture, idleAfterSeconds);
    }
}
