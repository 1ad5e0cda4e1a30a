-- What applications, sites, titles and addresses are for, as an organization or one of its teams sees it.
-- In the order of the list: a team's own come before the organization's for its people, and the first
-- rule that matches decides.
CREATE TABLE categories (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    team_id         uuid,
    -- The organization's category whose rating this is for the team; it has no rules of its own then.
    overrides       uuid,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    rating          text        NOT NULL CHECK (rating IN ('productive', 'neutral', 'unproductive')),
    colour          text        NOT NULL,
    icon            text        NOT NULL,
    position        integer     NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, overrides) REFERENCES categories (organization_id, id) ON DELETE CASCADE,
    CHECK (overrides IS NULL OR team_id IS NOT NULL)
);
CREATE UNIQUE INDEX categories_name ON categories (organization_id, team_id, lower(name)) NULLS NOT DISTINCT;
CREATE INDEX categories_overriding ON categories (organization_id, overrides) WHERE overrides IS NOT NULL;
SELECT astir_protect('categories');

CREATE TABLE category_rules (
    organization_id uuid    NOT NULL,
    id              uuid    NOT NULL,
    category_id     uuid    NOT NULL,
    position        integer NOT NULL,
    -- The place among all rules that a person is looked at by: the first that matches has the lowest.
    rank            integer NOT NULL DEFAULT 0,
    field           text    NOT NULL CHECK (field IN ('app', 'title', 'site', 'url')),
    match           text    NOT NULL CHECK (match IN ('equals', 'prefix', 'wildcard', 'regex')),
    pattern         text    NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, category_id) REFERENCES categories (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX category_rules_category ON category_rules (organization_id, category_id, position);
SELECT astir_protect('category_rules');

-- One for each organization; whoever changes its list holds it.
CREATE TABLE category_lists (
    organization_id uuid    PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
    -- Another one after each change of what rules there are, or of their order.
    version         bigint  NOT NULL DEFAULT 1,
    -- How far the search for category_searches is: whose intervals, and from when on.
    searched_person uuid,
    searched_from   timestamptz,
    searched_people bigint  NOT NULL DEFAULT 0,
    people          bigint  NOT NULL DEFAULT 0
);
INSERT INTO category_lists (organization_id) SELECT id FROM organizations;
SELECT astir_protect('category_lists');
SELECT astir_allow_system('category_lists', 'SELECT');

-- What rules over title and address came, went or moved: days with intervals that they match are to be
-- computed anew.
CREATE TABLE category_searches (
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    team_id         uuid, -- whose people alone are concerned
    field           text NOT NULL,
    match           text NOT NULL,
    pattern         text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (organization_id, team_id, field, match, pattern)
);
SELECT astir_protect('category_searches');
SELECT astir_allow_system('category_searches', 'SELECT');

-- The verdict of the rules over application and site, once for each distinct pair ('' for none), so that
-- history follows a change of rules without being written again.
CREATE TABLE labels (
    organization_id uuid   NOT NULL REFERENCES organizations ON DELETE CASCADE,
    -- By whose list: the organization's id, or the id of a team that has categories of its own.
    scope           uuid   NOT NULL,
    app             text   NOT NULL,
    site            text   NOT NULL,
    category_id     uuid,
    rule_id         uuid,
    -- Of the list that it was judged by.
    version         bigint NOT NULL,
    PRIMARY KEY (organization_id, scope, app, site)
);
CREATE INDEX labels_version ON labels (organization_id, version);
SELECT astir_protect('labels');
SELECT astir_allow_system('labels', 'SELECT');

-- By whose list each person's time is judged.
CREATE VIEW category_scopes WITH (security_invoker = true) AS
SELECT u.organization_id, u.id AS person_id, u.team_id,
       CASE WHEN EXISTS (SELECT FROM categories c
                         WHERE c.organization_id = u.organization_id AND c.team_id = u.team_id
                           AND c.overrides IS NULL)
            THEN u.team_id ELSE u.organization_id END AS scope
FROM users u;
GRANT SELECT ON category_scopes TO astir_tenant;
