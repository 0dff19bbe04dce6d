use crate::{mock::*, Call, Error, Event, LinkProposal, LinkProposals, Links, MAX_LINKS};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use salus_primitives::{Actor, AuditedEvent, PatientId, Power};
use sp_runtime::DispatchError;

fn link(by: u64, patient: PatientId, other: PatientId) -> DispatchResultWithPostInfo {
	PatientIdentity::link(signed(by), patient, other)
}

fn two() -> (PatientId, PatientId) {
	(first_patient_of(ANNA), first_patient_of(BORIS))
}

#[test]
fn two_ids_are_linked_once_both_sides_want_it() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		assert_ok!(link(ANNA, patient, other));
		assert_eq!(LinkProposals::<Test>::get(patient), Some(LinkProposal { other, link: true }));
		assert_events([Event::LinkProposed { patient, other, link: true }]);
		assert!(PatientIdentity::links(patient).is_empty());

		assert_ok!(link(BORIS, other, patient));
		assert_eq!(PatientIdentity::links(patient), [other]);
		assert_eq!(PatientIdentity::links(other), [patient]);
		assert_eq!(LinkProposals::<Test>::iter().count(), 0);
		assert_events([Event::Linked { patient: other, other: patient }]);
		for (one, another) in [(patient, other), (other, patient)] {
			assert_trail_ends(one, Actor::Person(BORIS), [AuditedEvent::Linked { other: another }]);
		}
	});
}

#[test]
fn who_controls_both_links_them_at_once() {
	ExtBuilder::default().with_patient(ANNA).build_and_execute(|| {
		let other = register(ANNA);
		let patient = first_patient_of(ANNA);
		assert_ok!(link(ANNA, patient, other));
		assert_eq!(PatientIdentity::links(other), [patient]);
	});
}

#[test]
fn a_pending_patient_agrees_to_nothing() {
	ExtBuilder::default().with_patient(ANNA).with_sponsored(Some(ANNA)).build_and_execute(|| {
		let (patient, pending) = (first_patient_of(ANNA), first_sponsored());
		assert_ok!(link(ANNA, patient, pending));
		assert!(PatientIdentity::links(patient).is_empty());
		// Signed in its own name it is confirmed, and agrees.
		assert_ok!(link(ANNA, pending, patient));
		assert_eq!(PatientIdentity::links(patient), [pending]);
		assert_eq!(row(pending).status, crate::PatientStatus::Active);
	});
}

#[test]
fn the_registrar_links_at_once_also_the_dead() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		bury(other);
		assert_ok!(PatientIdentity::link(registrar(), patient, other));
		assert_trail_ends(other, Actor::Authority, [AuditedEvent::Linked { other: patient }]);
		assert_events([Event::Linked { patient, other }]);
	});
}

#[test]
fn a_new_proposal_takes_the_place_of_the_earlier() {
	ExtBuilder::default()
		.with_patient(ANNA)
		.with_patient(BORIS)
		.with_patient(CARLA)
		.build_and_execute(|| {
			let (patient, other) = two();
			assert_ok!(link(ANNA, patient, other));
			assert_ok!(link(ANNA, patient, first_patient_of(CARLA)));
			// The first is forgotten: one side alone wants it now.
			assert_ok!(link(BORIS, other, patient));
			assert!(PatientIdentity::links(patient).is_empty());
		});
}

#[test]
fn a_proposal_to_unlink_is_taken_back() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		assert_ok!(PatientIdentity::link(registrar(), patient, other));
		assert_ok!(PatientIdentity::unlink(signed(ANNA), patient, other));
		assert_ok!(link(ANNA, patient, other));
		assert!(!LinkProposals::<Test>::contains_key(patient));
		assert_events([Event::LinkProposalWithdrawn { patient, other }]);
		assert_ok!(PatientIdentity::unlink(signed(BORIS), other, patient));
		assert_eq!(PatientIdentity::links(patient), [other], "one side alone wants it");
	});
}

#[test]
fn what_was_proposed_for_a_frozen_patient_does_not_count() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		assert_ok!(link(ANNA, patient, other));
		freeze_side(patient);
		assert_noop!(link(ANNA, patient, other), Error::<Test>::PatientFrozen);
		assert_ok!(link(BORIS, other, patient));
		assert!(PatientIdentity::links(patient).is_empty());
		// Both still want it when the freeze is over.
		pass(FREEZE_PERIOD);
		assert_ok!(link(BORIS, other, patient));
		assert_eq!(PatientIdentity::links(patient), [other]);
	});
}

#[test]
fn only_the_controller_proposes() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		appoint(signed(ANNA), patient, CARLA, &[Power::Identity]);
		for account in [BORIS, CARLA, STRANGER] {
			assert_noop!(link(account, patient, other), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			PatientIdentity::link(RuntimeOrigin::none(), patient, other),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn nothing_is_linked_with_itself_with_nobody_or_twice() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		assert_noop!(link(ANNA, patient, patient), Error::<Test>::CannotLinkToItself);
		assert_noop!(link(ANNA, patient, unknown()), Error::<Test>::PatientNotFound);
		assert_noop!(link(ANNA, unknown(), patient), Error::<Test>::PatientNotFound);
		assert_noop!(
			PatientIdentity::link(registrar(), patient, unknown()),
			Error::<Test>::PatientNotFound
		);
		assert_ok!(link(ANNA, patient, other));
		assert_noop!(link(ANNA, patient, other), Error::<Test>::NothingToDo);
		assert_ok!(link(BORIS, other, patient));
		assert_noop!(link(ANNA, patient, other), Error::<Test>::AlreadyLinked);
		assert_noop!(
			PatientIdentity::link(registrar(), other, patient),
			Error::<Test>::AlreadyLinked
		);
		bury(other);
		assert_noop!(link(ANNA, patient, other), Error::<Test>::PatientDeceased);
		assert_noop!(link(BORIS, other, patient), Error::<Test>::PatientDeceased);
	});
}

#[test]
fn a_patient_has_eight_links() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		for _ in 0..MAX_LINKS {
			assert_ok!(link(ANNA, patient, register(ANNA)));
		}
		assert_eq!(Links::<Test>::get(patient).len(), 8);
		assert_noop!(link(ANNA, patient, other), Error::<Test>::MaxLinksExceeded);
		assert_noop!(link(BORIS, other, patient), Error::<Test>::MaxLinksExceeded);
		assert_noop!(
			PatientIdentity::link(registrar(), patient, other),
			Error::<Test>::MaxLinksExceeded
		);
	});
}

#[test]
fn proposing_is_free_for_the_controller() {
	ExtBuilder::default().with_patient(ANNA).with_patient(BORIS).build_and_execute(|| {
		let (patient, other) = two();
		let call = Call::<Test>::link { patient, other };
		assert!(is_free(&call, ANNA));
		assert!(!is_free(&call, BORIS));
	});
}
