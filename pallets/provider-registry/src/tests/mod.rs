//! One file per call, and one each for the genesis, the authorities' trail, histories, judging moments, misconduct, reported faults, the
//! invariants, and a model that random sequences of all calls are held against.

mod accept_application;
mod accredit_organization;
mod add_admin;
mod add_gateway;
mod add_practitioner;
mod apply;
mod change_practitioner;
mod directory;
mod forget_practitioner;
mod genesis;
mod governance;
mod history;
mod invariants;
mod leave;
mod limits;
mod misconduct;
mod model;
mod publish_organization_key;
mod publish_practitioner_key;
mod regressions;
mod reinstate_organization;
mod reinstate_practitioner;
mod reject_application;
mod remove_admin;
mod remove_gateway;
mod remove_practitioner;
mod renew_accreditation;
mod reviewers;
mod revoke_accreditation;
mod set_emergency_role;
mod succeed_organization;
mod suspend_organization;
mod suspend_practitioner;
mod withdraw_application;
