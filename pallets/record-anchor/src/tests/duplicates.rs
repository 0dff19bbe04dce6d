//! The same root twice: refused to the side that has anchored it, and to nobody else.

use super::*;
use crate::{AnchorByRoot, Error, Side};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	doubles::{AnchoredHook, Policy, Trail},
	Actor, Basis, ClassSet, Decision, Denial, Relation, Target,
};

#[test]
fn the_same_root_twice_by_one_side_is_refused_whoever_of_it_signs() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		for (who, capacity) in
			[(PHYSICIAN, AT_HOSPITAL), (COLLEAGUE, AT_HOSPITAL), (GATEWAY, FOR_RESIDENT)]
		{
			assert_noop!(add(who, ROOT, capacity), Error::<Test>::AlreadyAnchored);
		}
		assert_ok!(add(CONTROLLER, ROOT, PERSON));
		for who in [CONTROLLER, REPRESENTATIVE] {
			assert_noop!(add(who, ROOT, PERSON), Error::<Test>::AlreadyAnchored);
		}
		assert_eq!(AnchoredHook::heard().len(), 2);
		assert_eq!(Trail::entries().len(), 2);
	});
}

#[test]
fn another_class_or_size_does_not_make_it_another_batch() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		let same = NewBatch {
			class: RecordClass(9),
			leaves: 1,
			content: Months { from: 0, until: 1 },
			custodian: CLINIC,
			key_epoch: None,
			..batch(ROOT)
		};
		assert_noop!(add_batch(PHYSICIAN, same, AT_HOSPITAL), Error::<Test>::AlreadyAnchored);
	});
}

/// A watch copied a hospital's root from the pool and anchored it first, under a class of its own: the hospital was
/// refused, and the watch stood as the author.
#[test]
fn a_watchs_copy_of_a_root_takes_nothing_from_the_hospital() {
	const WATCH: u64 = 45;
	const STEPS: RecordClass = RecordClass(9);
	ExtBuilder::default().build_and_execute(|| {
		let classes = ClassSet::truncate_from(vec![STEPS]);
		let device = Relation::Device { classes, by_representative: false };
		Patients::relate(PATIENT, WATCH, device);
		Policy::answer_by(|request, _| match (&request.actor, request.target) {
			(Actor::Person(WATCH), Target::Class { class: STEPS, .. }) => {
				Decision::Permit(Basis::Device)
			},
			(Actor::Practitioner { .. }, _) => Decision::Permit(Basis::Grant(1)),
			_ => Decision::Deny(Denial::NotGranted),
		});
		let copied = NewBatch { class: STEPS, ..batch(ROOT) };
		assert_ok!(add_batch(WATCH, copied, PERSON));
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		let hospitals = Side::Organization(HOSPITAL);
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, hospitals, ROOT), Some(1));
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, Side::Patient, ROOT), Some(0));
		assert_eq!((stored(1).class, stored(1).author.account()), (CLASS, Some(&PHYSICIAN)));
	});
}

#[test]
fn two_organizations_may_anchor_one_root() {
	ExtBuilder::permitting().build_and_execute(|| {
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		assert_ok!(add(CLINICIAN, ROOT, AT_CLINIC));
		let of = |side| RecordAnchor::anchor_by_root(PATIENT, side, ROOT);
		assert_eq!(of(Side::Organization(HOSPITAL)), Some(0));
		assert_eq!(of(Side::Organization(CLINIC)), Some(1));
		assert_eq!(of(Side::Patient), None);
	});
}

#[test]
fn patients_never_collide() {
	ExtBuilder::permitting().build_and_execute(|| {
		open_other();
		let side = Side::Organization(HOSPITAL);
		assert_ok!(add(PHYSICIAN, ROOT, AT_HOSPITAL));
		assert_eq!(RecordAnchor::anchor_by_root(OTHER, side, ROOT), None);
		let origin = RuntimeOrigin::signed(PHYSICIAN);
		let purpose = Purpose::Treatment;
		assert_ok!(RecordAnchor::anchor(origin, OTHER, batch(ROOT), purpose, AT_HOSPITAL));
		assert_eq!(RecordAnchor::anchor_by_root(OTHER, side, ROOT), Some(0));
		// What one patient's anchor suffers does not touch the other's.
		permit(Basis::Author);
		assert_ok!(mark(PHYSICIAN, &[0], CorrectionReason::WrongPatient, AT_HOSPITAL));
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, side, ROOT), None);
		assert_eq!(RecordAnchor::anchor_by_root(OTHER, side, ROOT), Some(0));
	});
}

/// The key is a hash of 16 bytes: what it leads to may be another root's, or another side's.
#[test]
fn a_root_is_found_by_what_the_anchor_says_and_not_by_its_hash_alone() {
	ExtBuilder::permitting().build_and_execute(|| {
		let side = Side::Organization(HOSPITAL);
		let number = anchored(ROOT);
		for (side, root) in [(side, root(9)), (Side::Patient, ROOT)] {
			AnchorByRoot::<Test>::insert(PATIENT, (side, root), number);
			assert_eq!(RecordAnchor::anchor_by_root(PATIENT, side, root), None);
			AnchorByRoot::<Test>::remove(PATIENT, (side, root));
		}
		assert_eq!(RecordAnchor::anchor_by_root(PATIENT, side, ROOT), Some(number));
	});
}
