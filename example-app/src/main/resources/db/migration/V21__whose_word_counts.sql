-- Which server let the person in, beside the row that describes it: an administrator may give that row
-- another issuer, which has said nothing of them.
ALTER TABLE token_families ADD COLUMN issuer text;
UPDATE token_families f SET issuer = p.issuer FROM identity_providers p
WHERE p.organization_id = f.organization_id AND p.id = f.provider_id;
