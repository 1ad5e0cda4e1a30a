package dev.astir.app.days;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads the table {@code person_zones}. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ZoneRepository extends GenericRepository<ZoneRepository.OfPerson, UUID> {

    /** A zone of a person. Immutable. */
    @MappedEntity("person_zones")
    record OfPerson(@Id UUID personId, LocalDate fromDay, Instant since, String timeZone) {

        ZonePeriod period() {
            return new ZonePeriod(fromDay, since, timeZone);
        }
    }

    /** The zones of these people, each person's in their order. */
    @Query(
            """
            SELECT person_id, from_day, since, time_zone FROM person_zones
            WHERE organization_id = :organizationId AND person_id = ANY (:people)
            ORDER BY person_id, from_day
            """)
    List<OfPerson> of(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] people);
}
