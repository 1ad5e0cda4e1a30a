-- By whose list each person's time is judged, and by whose ratings.
CREATE OR REPLACE VIEW category_scopes WITH (security_invoker = true) AS
SELECT u.organization_id, u.id AS person_id, u.team_id,
       CASE WHEN EXISTS (SELECT FROM categories c
                         WHERE c.organization_id = u.organization_id AND c.team_id = u.team_id
                           AND c.overrides IS NULL)
            THEN u.team_id ELSE u.organization_id END AS scope,
       -- The team, if it rates a category of the organization in its own way.
       CASE WHEN EXISTS (SELECT FROM categories c
                         WHERE c.organization_id = u.organization_id AND c.team_id = u.team_id
                           AND c.overrides IS NOT NULL)
            THEN u.team_id END AS rating_team_id
FROM users u;

-- A year of an organization has as many groups as there are applications and sites, not as many as any of
-- these could have together: who knows that groups in several processes at once.
CREATE STATISTICS usage_daily_keys (ndistinct) ON kind, app, site, rule_id FROM usage_daily;
