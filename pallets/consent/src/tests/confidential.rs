use super::*;
use frame_support::{assert_noop, dispatch::CheckIfFeeless};
use salus_primitives::{doubles::Patients, AuditedEvent, Basis, PatientId, Powers, Relation};
use sp_runtime::{DispatchError, DispatchResult};

fn mark(who: u64, class: RecordClass) -> DispatchResult {
	Consent::mark_confidential(signed(who), PATIENT, class)
}

fn unmark(who: u64, class: RecordClass) -> DispatchResult {
	Consent::unmark_confidential(signed(who), PATIENT, class)
}

fn marked() -> Vec<ConfidentialClass> {
	Heads::<Test>::get(PATIENT).confidential.into_inner()
}

/// A representative wants to do `action` with notes.
fn parent_wants(action: Action) -> AccessRequest<u64> {
	AccessRequest {
		actor: Actor::Person(PARENT),
		action,
		target: Target::Class { class: NOTE, content: None },
		..reading()
	}
}

#[test]
fn a_marked_class_keeps_representatives_out_until_it_is_unmarked() {
	run(|| {
		Patients::relate(PATIENT, PARENT, Relation::Representative(Powers::ALL));
		assert!(is_permitted(&parent_wants(Action::Access)));
		assert_ok!(mark(CONTROLLER, NOTE));
		assert_eq!(marked(), vec![ConfidentialClass { class: NOTE, since: START }]);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ClassMarkedConfidential { class: NOTE },
			Event::ClassMarkedConfidential { patient: PATIENT, class: NOTE },
		);
		for action in [Action::Access, Action::Collect] {
			assert!(!is_permitted(&parent_wants(action)));
		}
		let of_patient =
			AccessRequest { actor: Actor::Person(CONTROLLER), ..parent_wants(Action::Access) };
		assert_eq!(decide(&of_patient), Decision::Permit(Basis::Patient));

		pass(MINUTE);
		assert_ok!(unmark(CONTROLLER, NOTE));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ClassUnmarkedConfidential { class: NOTE },
			Event::ClassUnmarkedConfidential { patient: PATIENT, class: NOTE },
		);
		assert_eq!(marked(), vec![]);
		let kept = LiftedRestriction {
			restriction: Restriction::Confidential(NOTE),
			since: START,
			lifted_at: START + MINUTE,
		};
		assert_eq!(LiftedRestrictions::<Test>::get(PATIENT, 0), Some(kept));
		assert_eq!(Heads::<Test>::get(PATIENT).lifted, Lifted { count: 1, at: START + MINUTE });
		assert!(is_permitted(&parent_wants(Action::Access)));
		assert!(!decide_at(&parent_wants(Action::Access), START + MINUTE - 1).is_permitted());
	});
}

#[test]
fn a_class_is_marked_once_and_unmarked_once() {
	run(|| {
		assert_noop!(unmark(CONTROLLER, NOTE), Error::<Test>::NothingToDo);
		assert_ok!(mark(CONTROLLER, NOTE));
		assert_noop!(mark(CONTROLLER, NOTE), Error::<Test>::NothingToDo);
		assert_noop!(unmark(CONTROLLER, CONDITION), Error::<Test>::NothingToDo);
		assert_ok!(unmark(CONTROLLER, NOTE));
		assert_noop!(unmark(CONTROLLER, NOTE), Error::<Test>::NothingToDo);
	});
}

#[test]
fn so_many_classes_are_marked_and_no_more() {
	run(|| {
		for class in 0..MAX_CONFIDENTIAL as u16 {
			assert_ok!(mark(CONTROLLER, RecordClass(class)));
		}
		assert_noop!(mark(CONTROLLER, NOTE), Error::<Test>::MaxConfidentialExceeded);
		assert_noop!(mark(CONTROLLER, RecordClass(3)), Error::<Test>::NothingToDo);
		assert_ok!(unmark(CONTROLLER, RecordClass(3)));
		assert_ok!(mark(CONTROLLER, NOTE));
	});
}

#[test]
fn nobody_but_the_controller_marks_or_unmarks() {
	run(|| {
		Patients::relate(PATIENT, PARENT, Relation::Representative(Powers::ALL));
		assert_ok!(mark(CONTROLLER, CONDITION));
		let calls = [
			Call::<Test>::mark_confidential { patient: PATIENT, class: NOTE },
			Call::<Test>::unmark_confidential { patient: PATIENT, class: CONDITION },
		];
		for account in [PARENT, STRANGER, PHYSICIAN] {
			assert_noop!(mark(account, NOTE), Error::<Test>::NotAuthorized);
			assert_noop!(unmark(account, CONDITION), Error::<Test>::NotAuthorized);
			assert!(!calls.iter().any(|call| call.is_feeless(&signed(account))));
		}
		assert!(calls.iter().all(|call| call.is_feeless(&signed(CONTROLLER))));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let marking = Consent::mark_confidential(origin.clone(), PATIENT, NOTE);
			assert_noop!(marking, DispatchError::BadOrigin);
			let unmarking = Consent::unmark_confidential(origin, PATIENT, CONDITION);
			assert_noop!(unmarking, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_frozen_patient_s_side_marks_and_does_not_unmark() {
	run(|| {
		Patients::freeze(PATIENT);
		assert_ok!(mark(CONTROLLER, NOTE));
		assert_noop!(unmark(CONTROLLER, NOTE), Error::<Test>::PatientFrozen);
	});
}

#[test]
fn a_patient_who_is_unknown_or_closed_marks_nothing() {
	run(|| {
		Patients::close(PATIENT);
		for patient in [PATIENT, PatientId([9; 32])] {
			assert_noop!(
				Consent::mark_confidential(signed(CONTROLLER), patient, NOTE),
				Error::<Test>::PatientNotFound
			);
			assert_noop!(
				Consent::unmark_confidential(signed(CONTROLLER), patient, NOTE),
				Error::<Test>::PatientNotFound
			);
		}
	});
}
