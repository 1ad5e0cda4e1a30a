-- A table of the application's own, made by its own Flyway, in the same schema.
CREATE TABLE tasks (id bigint PRIMARY KEY, name text NOT NULL);
