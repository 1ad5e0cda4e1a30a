-- Whether managers may look at the insights of those who agreed to it. In a version of the policy it is
-- what that one said: nobody's consent reaches further than what they were shown.
ALTER TABLE organizations
    ADD COLUMN insights_for_managers boolean NOT NULL DEFAULT false;
ALTER TABLE policies
    ADD COLUMN insights_for_managers boolean NOT NULL DEFAULT false;
