-- Tokens for one address alone: the feed as Atom, or its person's sessions as a calendar. Such a
-- token has no other scope, since it stands in an address, which is easily seen.
ALTER TABLE api_tokens DROP CONSTRAINT api_tokens_scopes_check;
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_scopes_check CHECK (
    cardinality(scopes) >= 1 AND scopes <@ ARRAY['read', 'write', 'publish', 'admin']
    OR scopes IN (ARRAY['atom'], ARRAY['calendar']));
