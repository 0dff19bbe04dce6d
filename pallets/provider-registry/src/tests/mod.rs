//! One file per call, and one each for the genesis, for judging moments, and for the invariants.

mod accredit_organization;
mod add_practitioner;
mod change_practitioner;
mod directory;
mod genesis;
mod invariants;
mod publish_practitioner_key;
mod reinstate_organization;
mod suspend_organization;
