package dev.astir.app.organizations;

import dev.astir.app.platform.Settings;
import dev.astir.app.platform.SettingsException;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the first organization with the administrator of {@code ASTIR_ADMIN_EMAIL}; does nothing
 * when there is an organization. Stateless.
 */
@Singleton
public class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    /** Always the same, so that two nodes that start at once cannot both create it. */
    private static final UUID ORGANIZATION_ID =
            UUID.nameUUIDFromBytes("first organization".getBytes(StandardCharsets.UTF_8));

    private static final String FALLBACK = "UTC";

    private final Registration registration;
    private final Organizations organizations;
    private final Settings settings;

    FirstAdministrator(Registration registration, Organizations organizations, Settings settings) {
        this.registration = registration;
        this.organizations = organizations;
        this.settings = settings;
    }

    /**
     * Creates the first organization and its administrator, if the settings name one.
     *
     * @throws SettingsException when the password is too short or too long
     */
    public void ensure() {
        settings.admin()
                .filter(admin -> !organizations.any())
                .ifPresent(admin -> create(admin, zone()));
    }

    private void create(Settings.FirstAdmin admin, String zone) {
        try {
            registration.register(
                    ORGANIZATION_ID,
                    "Astir",
                    zone,
                    "Administrator",
                    admin.email(),
                    admin.password());
            LOG.info("Created the first organization, with the administrator {}", admin.email());
        } catch (ProblemException e) {
            throw new SettingsException("ASTIR_ADMIN_PASSWORD: " + e.summary());
        } catch (RuntimeException e) {
            if (organizations.any()) {
                LOG.info("Another node created the first organization");
            } else if (zone.equals(FALLBACK)) {
                throw e;
            } else {
                // The database may not know this machine's zone.
                create(admin, FALLBACK);
            }
        }
    }

    private static String zone() {
        String zone = ZoneId.systemDefault().getId();
        return ZoneId.getAvailableZoneIds().contains(zone) ? zone : FALLBACK;
    }
}
