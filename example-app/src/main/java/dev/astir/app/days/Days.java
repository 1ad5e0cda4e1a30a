package dev.astir.app.days;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calendars of people, in the caller's transaction of the organization. Thread-safe. */
@Singleton
public class Days {

    private final ZoneRepository zones;

    Days(ZoneRepository zones) {
        this.zones = zones;
    }

    /**
     * A person's days.
     *
     * @throws ProblemException 404 when there is no such person
     */
    public PersonCalendar of(UUID organizationId, UUID personId) {
        @Nullable PersonCalendar calendar = of(organizationId, List.of(personId)).get(personId);
        if (calendar == null) {
            throw ProblemException.notFound();
        }
        return calendar;
    }

    /** The days of those of these people who exist. */
    public Map<UUID, PersonCalendar> of(UUID organizationId, Collection<UUID> people) {
        Map<UUID, PersonCalendar> calendars = new HashMap<>();
        zones.of(organizationId, people.toArray(UUID[]::new)).stream()
                .collect(
                        groupingBy(
                                ZoneRepository.OfPerson::personId,
                                mapping(ZoneRepository.OfPerson::period, toList())))
                .forEach((person, periods) -> calendars.put(person, new PersonCalendar(periods)));
        return calendars;
    }
}
