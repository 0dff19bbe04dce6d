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

/// Marks as many classes as are listed.
fn fill() {
	for class in 0..MAX_CONFIDENTIAL as u16 {
		assert_ok!(mark(CONTROLLER, RecordClass(class)));
	}
}

fn mark_all(exceptions: &[RecordClass]) -> DispatchResult {
	let exceptions = ClassSet::truncate_from(exceptions.to_vec());
	Consent::mark_all_confidential(signed(CONTROLLER), PATIENT, exceptions)
}

fn unmark_all() -> DispatchResult {
	Consent::unmark_all_confidential(signed(CONTROLLER), PATIENT)
}

fn all_but(exceptions: &[RecordClass], since: Moment) -> Option<AllConfidential> {
	let exceptions = ClassSet::truncate_from(exceptions.to_vec());
	Some(AllConfidential { exceptions, since })
}

/// Whether representatives are kept from each of these.
fn are_confidential<const N: usize>(classes: [RecordClass; N]) -> [bool; N] {
	Patients::relate(PATIENT, PARENT, Relation::Representative(Powers::ALL));
	classes.map(|class| {
		let target = Target::Class { class, content: None };
		!is_permitted(&AccessRequest { target, ..parent_wants(Action::Access) })
	})
}

#[test]
fn one_class_more_than_are_listed_makes_all_confidential() {
	run(|| {
		fill();
		assert_eq!(are_confidential([NOTE, RecordClass(3)]), [false, true]);
		pass(MINUTE);
		assert_ok!(mark(CONTROLLER, NOTE));
		assert_eq!(head().all_confidential, all_but(&[], START + MINUTE));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::AllClassesMarkedConfidential { exceptions: 0 },
			Event::AllMarkedConfidential { patient: PATIENT, exceptions: ClassSet::new() },
		);
		assert_eq!(are_confidential([NOTE, CONDITION]), [true, true]);
		assert_noop!(mark(CONTROLLER, NOTE), Error::<Test>::NothingToDo);
		assert_noop!(mark(CONTROLLER, RecordClass(3)), Error::<Test>::NothingToDo);
		// What was listed stays so by itself.
		assert_ok!(unmark_all());
		assert_eq!(are_confidential([NOTE, RecordClass(3)]), [false, true]);
	});
}

#[test]
fn all_classes_but_some_keep_representatives_out_until_that_is_unmarked() {
	run(|| {
		assert_ok!(mark_all(&[OBSERVATION, CONDITION, OBSERVATION]));
		assert_eq!(head().all_confidential, all_but(&[OBSERVATION, CONDITION], START));
		let exceptions = ClassSet::truncate_from(vec![OBSERVATION, CONDITION]);
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::AllClassesMarkedConfidential { exceptions: 2 },
			Event::AllMarkedConfidential { patient: PATIENT, exceptions: exceptions.clone() },
		);
		let classes = [NOTE, RecordClass(9), OBSERVATION, CONDITION];
		assert_eq!(are_confidential(classes), [true, true, false, false]);
		pass(MINUTE);
		assert_ok!(unmark_all());
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::AllClassesUnmarkedConfidential,
			Event::AllUnmarkedConfidential { patient: PATIENT },
		);
		assert_eq!(are_confidential(classes), [false; 4]);
		let kept = LiftedRestriction {
			restriction: Restriction::AllConfidential { exceptions },
			since: START,
			lifted_at: START + MINUTE,
		};
		assert_eq!(LiftedRestrictions::<Test>::get(PATIENT, 0), Some(kept));
		assert!(!decide_at(&parent_wants(Action::Access), START + MINUTE - 1).is_permitted());
		assert!(is_permitted(&parent_wants(Action::Access)));
		assert_noop!(unmark_all(), Error::<Test>::NothingToDo);
	});
}

#[test]
fn a_class_becomes_an_exception_and_is_none_any_more() {
	run(|| {
		assert_ok!(mark(CONTROLLER, NOTE));
		assert_ok!(mark_all(&[OBSERVATION]));
		pass(MINUTE);
		// It was marked by itself as well: both go.
		assert_ok!(unmark(CONTROLLER, NOTE));
		assert_eq!(are_confidential([NOTE, OBSERVATION, CONDITION]), [false, false, true]);
		assert_eq!(head().all_confidential, all_but(&[OBSERVATION, NOTE], START + MINUTE));
		assert_eq!(head().lifted.count, 2);
		assert_noop!(unmark(CONTROLLER, OBSERVATION), Error::<Test>::NothingToDo);
		pass(MINUTE);
		assert_ok!(mark(CONTROLLER, OBSERVATION));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::ClassMarkedConfidential { class: OBSERVATION },
			Event::ClassMarkedConfidential { patient: PATIENT, class: OBSERVATION },
		);
		assert_eq!(are_confidential([NOTE, OBSERVATION, CONDITION]), [false, true, true]);
		let then = START + MINUTE;
		let target = Target::Class { class: OBSERVATION, content: None };
		let request = AccessRequest { target, ..parent_wants(Action::Access) };
		assert!(decide_at(&request, then).is_permitted(), "an exception at that time");
	});
}

#[test]
fn an_exception_that_is_marked_by_itself_is_confidential() {
	run(|| {
		assert_ok!(mark(CONTROLLER, NOTE));
		assert_ok!(mark_all(&[NOTE]));
		assert_eq!(are_confidential([NOTE, CONDITION]), [true, true]);
		assert_ok!(unmark(CONTROLLER, NOTE));
		assert_eq!(are_confidential([NOTE, CONDITION]), [false, true]);
	});
}

#[test]
fn so_many_exceptions_are_made_and_no_more() {
	run(|| {
		let sixteen: Vec<_> = (0..16).map(RecordClass).collect();
		assert_ok!(mark_all(&sixteen));
		assert_noop!(unmark(CONTROLLER, NOTE), Error::<Test>::MaxClassesExceeded);
		assert_ok!(mark(CONTROLLER, RecordClass(3)));
		assert_ok!(unmark(CONTROLLER, NOTE));
	});
}

#[test]
fn all_but_others_takes_the_place_of_all_but_some() {
	run(|| {
		assert_ok!(mark_all(&[OBSERVATION, NOTE]));
		assert_noop!(mark_all(&[NOTE, OBSERVATION]), Error::<Test>::NothingToDo);
		assert_ok!(mark_all(&[NOTE]));
		assert_ok!(mark_all(&[CONDITION]));
		assert_eq!(are_confidential([NOTE, OBSERVATION, CONDITION]), [true, true, false]);
		// While frozen, nothing becomes an exception that was none.
		Patients::freeze(PATIENT);
		assert_noop!(mark_all(&[CONDITION, NOTE]), Error::<Test>::PatientFrozen);
		assert_noop!(mark_all(&[NOTE]), Error::<Test>::PatientFrozen);
		assert_noop!(unmark_all(), Error::<Test>::PatientFrozen);
		assert_ok!(mark_all(&[]));
		assert_ok!({
			Patients::thaw(PATIENT);
			unmark_all()
		});
		Patients::freeze(PATIENT);
		assert_ok!(mark_all(&[CONDITION]));
	});
}

#[test]
fn nobody_but_the_controller_marks_or_unmarks_all() {
	run(|| {
		Patients::relate(PATIENT, PARENT, Relation::Representative(Powers::ALL));
		assert_ok!(mark_all(&[]));
		let exceptions = ClassSet::truncate_from(vec![NOTE]);
		let (patient, except) = (PATIENT, exceptions.clone());
		let calls = [
			Call::<Test>::mark_all_confidential { patient, exceptions: except },
			Call::<Test>::unmark_all_confidential { patient },
		];
		let marking = |origin| Consent::mark_all_confidential(origin, PATIENT, exceptions.clone());
		let unmarking = |origin| Consent::unmark_all_confidential(origin, PATIENT);
		for account in [PARENT, STRANGER, PHYSICIAN] {
			assert_noop!(marking(signed(account)), Error::<Test>::NotAuthorized);
			assert_noop!(unmarking(signed(account)), Error::<Test>::NotAuthorized);
			assert!(!calls.iter().any(|call| call.is_feeless(&signed(account))));
		}
		assert!(calls.iter().all(|call| call.is_feeless(&signed(CONTROLLER))));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(marking(origin.clone()), DispatchError::BadOrigin);
			assert_noop!(unmarking(origin), DispatchError::BadOrigin);
		}
		Patients::close(PATIENT);
		assert_noop!(marking(signed(CONTROLLER)), Error::<Test>::PatientNotFound);
		assert_noop!(unmarking(signed(CONTROLLER)), Error::<Test>::PatientNotFound);
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
