//! Any practitioner of an institution acted for it as a guardian, be it a billing clerk; its gateways did not,
//! though most clinicians have no account.

use crate::{mock::*, tests::circle::*, Error};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{doubles, Role, Roles};

/// A billing clerk of the hospital.
const CLERK: u64 = 70;

#[test]
fn an_institution_acts_by_its_admins_and_gateways_alone() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let patient = shown();
		doubles::Providers::admit(HOSPITAL, CLERK, Roles::of(&[Role::Billing]));
		for practitioner in [CLERK, DOCTOR] {
			assert_noop!(
				PatientIdentity::vote_freeze(signed(practitioner), patient, member::HOSPITAL),
				Error::<Test>::NotAGuardian
			);
			assert_noop!(
				PatientIdentity::open_recovery(
					signed(practitioner),
					patient,
					member::HOSPITAL,
					BORIS
				),
				Error::<Test>::NotAGuardian
			);
		}
		assert_ok!(PatientIdentity::vote_freeze(signed(GATEWAY), patient, member::HOSPITAL));
		assert_ok!(PatientIdentity::open_recovery(signed(ADMIN), patient, member::HOSPITAL, BORIS));
	});
}

#[test]
fn the_successor_of_an_institution_acts_for_it() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		const MERGED: salus_primitives::OrganizationId = 7;
		let patient = shown();
		doubles::Providers::admit_admin(MERGED, STRANGER);
		doubles::Providers::succeed(HOSPITAL, MERGED);
		assert_noop!(
			PatientIdentity::vote_freeze(signed(ADMIN), patient, member::HOSPITAL),
			Error::<Test>::NotAGuardian
		);
		assert_ok!(PatientIdentity::vote_freeze(signed(STRANGER), patient, member::HOSPITAL));
		let actor =
			salus_primitives::Actor::Organization { organization: MERGED, account: STRANGER };
		let event = salus_primitives::AuditedEvent::FreezeVoted { votes: 1 };
		assert_last_entry(patient, actor, event);
	});
}
