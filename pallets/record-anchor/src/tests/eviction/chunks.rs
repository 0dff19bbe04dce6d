//! What goes with an anchor, what stays of it, and what is told.

use super::*;
use crate::{
	AnchorByRoot, CoSignature, CoSignaturesOf, Custodies, Custody, Dispute, DisputeAnswer,
	Disputes, EnteredInError, RejectionReason, Side, Verdict,
};
use salus_primitives::{
	doubles::{Patients, Trail},
	Actor, AuditedEvent, CorrectionReason, PractitionerId, TrailId,
};

#[test]
fn what_was_evicted_stays_provable() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let numbers = streamed(READINGS, 70);
		let copies = copies();
		pass(2 * DAY);
		System::reset_events();
		idle(Weight::MAX);

		let newest_first: Vec<AnchorId> = numbers.iter().rev().copied().collect();
		let chunks: Vec<_> = newest_first.chunks(32).collect();
		let told = told();
		assert_eq!(told.len(), 3);
		for ((patient, anchors, root), expected) in told.iter().zip(&chunks) {
			assert_eq!((*patient, &anchors[..]), (PATIENT, *expected));
			assert_provable(PATIENT, anchors, &copies);
			let chunk = chunk(anchors[0]);
			assert_eq!(chunk.root, *root);
			assert_eq!(chunk.anchors as usize, anchors.len());
			assert_eq!(chunk.oldest, *anchors.last().unwrap());
			assert_eq!(chunk.previous, chunk.oldest.checked_sub(1));
			assert_eq!((chunk.bucket, chunk.anchored_on), (3, day_of(NOW)));
		}
	});
}

#[test]
fn a_proof_of_what_was_evicted_is_strict() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let numbers = streamed(READINGS, 3);
		let copies = copies();
		pass(2 * DAY);
		idle(Weight::MAX);

		let leaf = |number: AnchorId| evicted_leaf(&PATIENT, number, &copies[&(PATIENT, number)]);
		let leaves: Vec<H256> = numbers.iter().rev().map(|number| leaf(*number)).collect();
		let oldest = copies[&(PATIENT, 0)].clone();
		let proof = merkle_proof::<BlakeTwo256, _, _>(&leaves, 2).proof;
		let verify = |newest, index, proof: &[H256]| {
			RecordAnchor::verify_evicted(PATIENT, newest, index, 0, oldest.clone(), proof.to_vec())
		};
		assert_eq!(verify(2, 2, &proof), Ok(()));
		// The stock check takes leaf 2 of 3 at index 1, too.
		assert_eq!(verify(2, 1, &proof), Err(InclusionFault::WrongProofLength));
		assert_eq!(verify(2, 3, &proof), Err(InclusionFault::IndexOutOfRange));
		assert_eq!(verify(1, 2, &proof), Err(InclusionFault::UnknownAnchor));
		assert_eq!(verify(2, 2, &[]), Err(InclusionFault::WrongProofLength));
	});
}

#[test]
fn the_trail_tells_who_evicted_what() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let numbers = streamed(READINGS, 2);
		pass(2 * DAY);
		idle(Weight::MAX);
		let event = AuditedEvent::RecordsEvicted {
			newest: numbers[1],
			anchors: 2,
			root: chunk(numbers[1]).root,
		};
		assert_eq!(
			Trail::entries().last(),
			Some(&(TrailId::Patient(PATIENT), Actor::Chain, event))
		);
	});
}

/// Says all there can be said about an anchor, as far as it keeps nobody from evicting it.
fn burden(number: AnchorId) {
	let rejected =
		Verdict::Rejected { reason: RejectionReason::AccurateAndComplete, explanation: None };
	let dispute = Dispute {
		statement: ROOT,
		filed_at: NOW,
		due: NOW + DAY,
		answer: Some(DisputeAnswer { verdict: rejected, at: NOW }),
		disagreement: None,
	};
	Disputes::<Test>::insert(PATIENT, number, dispute);
	let practitioner = PractitionerId::Account(CLINICIAN);
	let co_signature = CoSignature { organization: CLINIC, practitioner, at: NOW };
	CoSignaturesOf::<Test>::mutate(PATIENT, number, |all| all.try_push(co_signature).unwrap());
	let piece = crate::Piece { custodian: ARCHIVE, root: ROOT, held_until: None };
	let custody =
		Custody { threshold: 1, pieces: vec![piece].try_into().unwrap(), by_patient: false };
	Custodies::<Test>::insert(PATIENT, number, custody);
	change(number, |anchor| {
		anchor.is_disputed = true;
		anchor.co_signatures = 1;
		anchor.has_custody = true;
	});
}

/// What the hospital wrote, kept for a day.
fn written(number: u64) -> AnchorId {
	permit(Basis::Author);
	let next = crate::RecordIndexes::<Test>::get(PATIENT).next;
	let origin = RuntimeOrigin::signed(PHYSICIAN);
	let batch = new_batch(READINGS, root(number));
	assert_ok!(RecordAnchor::anchor(origin, PATIENT, batch, Purpose::Treatment, AT_HOSPITAL));
	next
}

#[test]
fn all_that_belongs_to_an_anchor_goes_with_it() {
	run(|| {
		Retention::keep(READINGS, false, DAY);
		let gone = written(1);
		let stays = written(2);
		burden(gone);
		burden(stays);
		extended(stays, None);
		pass(2 * DAY);
		idle(Weight::MAX);

		assert!(!exists(gone) && exists(stays));
		assert_eq!(Disputes::<Test>::iter_keys().collect::<Vec<_>>(), vec![(PATIENT, stays)]);
		assert_eq!(CoSignaturesOf::<Test>::iter_keys().collect::<Vec<_>>(), vec![(PATIENT, stays)]);
		assert_eq!(Custodies::<Test>::iter_keys().collect::<Vec<_>>(), vec![(PATIENT, stays)]);
		let side = Side::Organization(HOSPITAL);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (side, root(1))), None);
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (side, root(2))), Some(stays));
		// Whoever has the records still may anchor them again.
		assert!(exists(written(1)));
	});
}

#[test]
fn a_root_that_was_anchored_anew_stays_with_the_new_anchor() {
	run(|| {
		Retention::keep(READINGS, false, DAY);
		let marked = written(1);
		let side = Side::Organization(HOSPITAL);
		change(marked, |anchor| {
			let reason = CorrectionReason::WrongContent;
			anchor.entered_in_error = Some(EnteredInError { at: NOW, reason });
		});
		AnchorByRoot::<Test>::remove(PATIENT, (side, root(1)));
		pass(DAY);
		let anew = written(1);
		pass(DAY);
		idle(Weight::MAX);
		assert!(!exists(marked) && exists(anew));
		assert_eq!(AnchorByRoot::<Test>::get(PATIENT, (side, root(1))), Some(anew));
	});
}

#[test]
fn another_patients_anchors_of_the_same_number_stay() {
	run(|| {
		Retention::keep(READINGS, true, DAY);
		let other = PatientId([0xA2; 32]);
		Patients::open(other, CONTROLLER);
		salus_primitives::doubles::Patients::open(other, CONTROLLER);
		let number = measured(READINGS);
		let elsewhere = put(other, plain(ROOT, Actor::Person(CONTROLLER)));
		assert_eq!(number, elsewhere);
		pass(2 * DAY);
		settle();
		assert!(!exists(number));
		assert!(Anchors::<Test>::contains_key(other, elsewhere));
	});
}
