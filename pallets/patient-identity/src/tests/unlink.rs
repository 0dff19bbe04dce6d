use crate::{mock::*, Call, Error, Event, LinkProposal, LinkProposals, Links};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{Actor, AuditedEvent, PatientId};

fn unlink(by: u64, patient: PatientId, other: PatientId) -> DispatchResultWithPostInfo {
	PatientIdentity::unlink(signed(by), patient, other)
}

fn linked() -> (PatientId, PatientId) {
	let (patient, other) = (first_patient_of(ANNA), first_patient_of(BORIS));
	assert_ok!(PatientIdentity::link(registrar(), patient, other));
	(patient, other)
}

#[test]
fn two_ids_are_unlinked_once_both_sides_want_it() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = linked();
		assert_ok!(unlink(ANNA, patient, other));
		assert_eq!(LinkProposals::<Test>::get(patient), Some(LinkProposal { other, link: false }));
		assert_events([Event::LinkProposed { patient, other, link: false }]);
		assert_eq!(PatientIdentity::links(patient), [other]);

		assert_ok!(unlink(BORIS, other, patient));
		assert_eq!(Links::<Test>::iter().count(), 0, "an empty list is not stored");
		assert_eq!(LinkProposals::<Test>::iter().count(), 0);
		assert_events([Event::Unlinked { patient: other, other: patient }]);
		for (one, another) in [(patient, other), (other, patient)] {
			assert_trail_ends(
				one,
				Actor::Person(BORIS),
				[AuditedEvent::Unlinked { other: another }],
			);
		}
	});
}

#[test]
fn the_registrar_unlinks_at_once() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = linked();
		assert_ok!(PatientIdentity::unlink(registrar(), other, patient));
		assert_eq!(Links::<Test>::iter().count(), 0);
		assert_trail_ends(patient, Actor::Authority, [AuditedEvent::Unlinked { other }]);
	});
}

#[test]
fn a_proposal_to_link_is_taken_back() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = (first_patient_of(ANNA), first_patient_of(BORIS));
		assert_ok!(PatientIdentity::link(signed(ANNA), patient, other));
		assert_ok!(unlink(ANNA, patient, other));
		assert_events([Event::LinkProposalWithdrawn { patient, other }]);
		assert_ok!(PatientIdentity::link(signed(BORIS), other, patient));
		assert!(PatientIdentity::links(patient).is_empty());
	});
}

#[test]
fn what_is_not_linked_is_not_unlinked() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = (first_patient_of(ANNA), first_patient_of(BORIS));
		assert_noop!(unlink(ANNA, patient, other), Error::<Test>::NotLinked);
		assert_noop!(
			PatientIdentity::unlink(registrar(), patient, other),
			Error::<Test>::NotLinked
		);
		assert_noop!(unlink(ANNA, patient, patient), Error::<Test>::CannotLinkToItself);
		assert_noop!(unlink(ANNA, patient, unknown()), Error::<Test>::PatientNotFound);
	});
}

#[test]
fn others_do_not_unlink() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = linked();
		assert_noop!(unlink(STRANGER, patient, other), Error::<Test>::NotAuthorized);
		assert_noop!(unlink(BORIS, patient, other), Error::<Test>::NotAuthorized);
		assert_ok!(unlink(ANNA, patient, other));
		assert_noop!(unlink(ANNA, patient, other), Error::<Test>::NothingToDo);
		freeze_side(patient);
		assert_noop!(unlink(ANNA, patient, other), Error::<Test>::PatientFrozen);
		bury(other);
		assert_noop!(unlink(BORIS, other, patient), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn proposing_is_free_for_the_controller() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = linked();
		let call = Call::<Test>::unlink { patient, other };
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, BORIS));
	});
}
