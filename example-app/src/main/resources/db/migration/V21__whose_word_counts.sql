-- Which server let the person in, beside the row that describes it: an administrator may give that row
-- another issuer, which has said nothing of them.
ALTER TABLE token_families ADD COLUMN issuer text;

-- For this transaction, or an owner who is no superuser would find no row of any organization.
ALTER TABLE token_families NO FORCE ROW LEVEL SECURITY;
ALTER TABLE identity_providers NO FORCE ROW LEVEL SECURITY;
UPDATE token_families f SET issuer = p.issuer FROM identity_providers p
WHERE p.organization_id = f.organization_id AND p.id = f.provider_id;
ALTER TABLE token_families FORCE ROW LEVEL SECURITY;
ALTER TABLE identity_providers FORCE ROW LEVEL SECURITY;
