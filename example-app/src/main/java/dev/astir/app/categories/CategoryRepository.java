package dev.astir.app.categories;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code categories}, in a transaction of the organization. Thread-safe. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CategoryRepository extends GenericRepository<CategoryRepository.Row, UUID> {

    /** A category without its rules. */
    @MappedEntity("categories")
    record Row(
            @Id UUID id,
            @Nullable UUID teamId,
            @Nullable UUID overrides,
            String name,
            Rating rating,
            Colour colour,
            Icon icon) {}

    /** All: the organization's in their order, then those of teams. */
    @Query(
            """
            SELECT * FROM categories WHERE organization_id = :organizationId
            ORDER BY team_id NULLS FIRST, position, id
            """)
    List<Row> all(UUID organizationId);

    /** The new category, the last of its list; null when another one has the name. */
    @Query(
            """
            INSERT INTO categories (organization_id, id, team_id, overrides, name, rating, colour, icon,
                                    position, created_at)
            SELECT :organizationId, :id, CAST(:teamId AS uuid), CAST(:overrides AS uuid), :name,
                   lower(:rating), lower(:colour), lower(:icon), COALESCE(max(position), 0) + 1, :now
            FROM categories
            WHERE organization_id = :organizationId
              AND team_id IS NOT DISTINCT FROM CAST(:teamId AS uuid)
            ON CONFLICT (organization_id, team_id, lower(name)) DO NOTHING RETURNING *
            """)
    @Nullable Row create(
            UUID organizationId,
            UUID id,
            @Nullable UUID teamId,
            @Nullable UUID overrides,
            String name,
            Rating rating,
            Colour colour,
            Icon icon,
            Instant now);

    @Query(
            """
            UPDATE categories SET overrides = CAST(:overrides AS uuid), name = :name,
                                  rating = lower(:rating), colour = lower(:colour), icon = lower(:icon)
            WHERE organization_id = :organizationId AND id = :id
            """)
    void change(
            UUID organizationId,
            UUID id,
            @Nullable UUID overrides,
            String name,
            Rating rating,
            Colour colour,
            Icon icon);

    /** What teams override of it is called as it is. */
    @Query(
            """
            UPDATE categories SET name = :name
            WHERE organization_id = :organizationId AND overrides = :id
            """)
    void renameOverriding(UUID organizationId, UUID id, String name);

    /** With its rules, and what teams override of it. */
    @Query("DELETE FROM categories WHERE organization_id = :organizationId AND id = :id")
    void delete(UUID organizationId, UUID id);

    @Query(
            """
            UPDATE categories SET position = placed.position
            FROM unnest(CAST(:ids AS uuid[])) WITH ORDINALITY AS placed (id, position)
            WHERE organization_id = :organizationId AND categories.id = placed.id
            """)
    void order(UUID organizationId, @TypeDef(type = DataType.OBJECT) UUID[] ids);

    /** The teams that this person manages. */
    @Query(
            """
            SELECT team_id FROM team_managers
            WHERE organization_id = :organizationId AND user_id = :userId
            """)
    List<UUID> managedBy(UUID organizationId, UUID userId);

    @Query(
            """
            SELECT EXISTS (SELECT FROM teams
                           WHERE organization_id = :organizationId AND id = :teamId)
            """)
    boolean isTeam(UUID organizationId, UUID teamId);
}
