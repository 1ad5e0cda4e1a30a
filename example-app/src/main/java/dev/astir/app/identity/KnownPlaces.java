package dev.astir.app.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.web.ClientAddress;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From where accounts were signed in to before: browsers that have a {@link DeviceCookie}, and, on
 * this node and for some weeks, addresses. What strangers do elsewhere does not keep people from
 * signing in there. Thread-safe.
 */
@Singleton
public class KnownPlaces {

    private static final Duration MEMORY = Duration.ofDays(30);
    private static final int MAX_PLACES = 50_000;

    /** People behind one address who share an e-mail, over organizations: who needs more waits. */
    private static final int MAX_ACCOUNTS = 32;

    private final ClientAddress addresses;
    private final DeviceCookie devices;
    private final Cache<String, Set<UUID>> known =
            Caffeine.newBuilder().maximumSize(MAX_PLACES).expireAfterWrite(MEMORY).build();

    /**
     * Where an attempt to sign in comes from.
     *
     * @param name the browser, or else the address
     * @param address as limits know it
     * @param isShared whether the address tells nobody apart: a proxy of this machine that was not
     *     named has it for all
     * @param accounts those with the e-mail that were signed in to from here before
     */
    record Place(String name, String address, boolean isShared, Set<UUID> accounts) {

        boolean isKnown() {
            return !accounts.isEmpty();
        }

        /**
         * Who asks for a hash from here: accounts that are known, rather than their e-mail, which
         * others can have as well.
         */
        Asker asker(String email) {
            String name =
                    isKnown()
                            ? accounts.stream()
                                    .map(UUID::toString)
                                    .sorted()
                                    .collect(Collectors.joining(" "))
                            : Emails.key(email);
            return new Asker(isKnown(), name, isShared ? null : address);
        }
    }

    KnownPlaces(ClientAddress addresses, DeviceCookie devices) {
        this.addresses = addresses;
        this.devices = devices;
    }

    /** Where the request comes from, for who signs in with this e-mail. */
    Place of(HttpRequest<?> request, String email) {
        String address = addresses.key(request);
        Set<UUID> accounts = known.getIfPresent(digest(address, email));
        Set<UUID> all = accounts == null ? new HashSet<>() : new HashSet<>(accounts);
        Optional<DeviceCookie.Device> device = devices.read(request, email);
        device.map(DeviceCookie.Device::userId).ifPresent(all::add);
        return new Place(
                device.map(DeviceCookie.Device::id).orElse(address),
                address,
                addresses.isShared(request),
                Set.copyOf(all));
    }

    /** The name of where the request comes from; null where this account was not signed in to. */
    public @Nullable String nameFor(HttpRequest<?> request, User user) {
        Place place = of(request, user.email());
        return place.accounts().contains(user.id()) ? place.name() : null;
    }

    /** The account was signed in to from here. */
    void remember(HttpRequest<?> request, User user) {
        known.asMap()
                .merge(
                        digest(addresses.key(request), user.email()),
                        Set.of(user.id()),
                        (old, added) -> {
                            Set<UUID> both = new HashSet<>(old);
                            if (both.size() < MAX_ACCOUNTS) {
                                both.addAll(added);
                            }
                            return Set.copyOf(both);
                        });
    }

    /** Nobody's address and e-mail is kept. */
    private static String digest(String address, String email) {
        return OpaqueTokens.encode(OpaqueTokens.hash(address + "\n" + Emails.key(email)));
    }
}
