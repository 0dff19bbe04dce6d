//! What an organization had attested at the highest level nobody could lower, also after its accreditation was
//! revoked.

use crate::{mock::*, Error};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{doubles, AssuranceLevel, Capacity, NotPractising};

/// An organization that attests what it has not seen.
const ROGUE: salus_primitives::OrganizationId = 7;

fn attest(organization: u32, level: AssuranceLevel) -> sp_runtime::DispatchResult {
	let capacity = Capacity::Practitioner { organization };
	PatientIdentity::attest_identity(signed(DOCTOR), first_patient_of(ANNA), capacity, level)
}

fn counted() -> AssuranceLevel {
	PatientIdentity::assurance(first_patient_of(ANNA)).expect("the patient is open").level
}

#[test]
fn what_a_revoked_organization_said_counts_as_if_nobody_had_looked() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		doubles::Providers::admit(ROGUE, DOCTOR, salus_primitives::Roles::ALL);
		assert_ok!(attest(ROGUE, AssuranceLevel::Level4));
		assert_noop!(attest(HOSPITAL, AssuranceLevel::Level2), Error::<Test>::InvalidAssurance);
		doubles::Providers::bar(ROGUE, NotPractising::OrganizationSuspended);
		assert_eq!(counted(), AssuranceLevel::Level4, "a pause takes nothing back");
		doubles::Providers::bar(ROGUE, NotPractising::AccreditationRevoked);
		assert_eq!(counted(), AssuranceLevel::Level1);
		assert_ok!(attest(HOSPITAL, AssuranceLevel::Level2));
		assert_eq!(counted(), AssuranceLevel::Level2);
	});
}

#[test]
fn what_an_organization_said_its_successor_repeats_and_lowers() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		assert_ok!(attest(HOSPITAL, AssuranceLevel::Level4));
		doubles::Providers::succeed(HOSPITAL, OTHER_HOSPITAL);
		assert_eq!(counted(), AssuranceLevel::Level4);
		assert_ok!(attest(OTHER_HOSPITAL, AssuranceLevel::Level3));
	});
}
