-- What people work on.
CREATE TABLE projects (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    name text NOT NULL,
    description text,
    created_by uuid NOT NULL, -- may be someone who is gone, so no reference
    created_at timestamptz NOT NULL,
    -- A deleted project stays behind the sessions that name it.
    deleted_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX projects_by_name ON projects (organization_id, lower(name), id) WHERE deleted_at IS NULL;
SELECT astir_protect('projects');
