//! `custody`: where a ciphertext can be had, and whether enough of it stands.

use crate::{mock::*, CustodyView, NewPiece, PieceView, Pieces};
use frame_support::assert_ok;
use salus_primitives::{
	doubles::Providers, Basis, NotPractising, PatientId, Purpose, Role, Roles, DAY,
};
use sp_core::H256;

const UNTIL: u64 = NOW + 30 * DAY;

/// Plans one piece for each of these custodians and roots, of which `threshold` give the whole.
fn plan(anchor: u32, threshold: u8, all: &[(u32, u8)]) {
	let pieces = all
		.iter()
		.map(|(custodian, root)| NewPiece { custodian: *custodian, root: H256::repeat_byte(*root) })
		.collect();
	permit(Basis::Author);
	assert_ok!(RecordAnchor::plan_custody(
		RuntimeOrigin::signed(PHYSICIAN),
		PATIENT,
		anchor,
		threshold,
		Pieces::truncate_from(pieces),
		Purpose::CareManagement,
		AT_HOSPITAL,
	));
}

fn hold(who: u64, anchor: u32, piece: u8, root: u8, until: u64, organization: u32) {
	assert_ok!(RecordAnchor::hold(
		RuntimeOrigin::signed(who),
		PATIENT,
		anchor,
		piece,
		H256::repeat_byte(root),
		until,
		salus_primitives::Capacity::Practitioner { organization },
	));
}

/// How many pieces are live, and whether they give the whole.
fn state(anchor: u32) -> (u32, bool) {
	let view = RecordAnchor::custody(PATIENT, anchor).unwrap();
	assert_eq!(view.live as usize, view.pieces.iter().filter(|piece| piece.is_live).count());
	(view.live, view.is_recoverable)
}

#[test]
fn without_a_word_of_the_custodian_it_is_not_known_to_be_had() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		let whole = PieceView { custodian: ARCHIVE, root: ROOT, held_until: None, is_live: false };
		assert_eq!(
			RecordAnchor::custody(PATIENT, anchor),
			Some(CustodyView { threshold: 1, pieces: vec![whole], live: 0, is_recoverable: false })
		);
		assert_eq!(RecordAnchor::custody(PATIENT, anchor + 1), None);
		assert_eq!(RecordAnchor::custody(PatientId([0; 32]), anchor), None);
	});
}

#[test]
fn as_many_pieces_must_be_live_as_give_the_whole() {
	ExtBuilder::default().build_and_execute(|| {
		Providers::admit(CLINIC, CLINICIAN, Roles::of(&[Role::Custodian]));
		Providers::admit(HOSPITAL, COLLEAGUE, Roles::of(&[Role::Custodian]));
		let anchor = anchored(ROOT);
		plan(anchor, 2, &[(CLINIC, 1), (ARCHIVE, 2), (HOSPITAL, 3)]);
		assert_eq!(state(anchor), (0, false));
		hold(CLINICIAN, anchor, 0, 1, UNTIL, CLINIC);
		assert_eq!(state(anchor), (1, false));
		hold(ARCHIVIST, anchor, 1, 2, UNTIL, ARCHIVE);
		assert_eq!(state(anchor), (2, true));
		hold(COLLEAGUE, anchor, 2, 3, UNTIL - DAY, HOSPITAL);
		assert_eq!(state(anchor), (3, true));

		// A custodian that may not act hands nothing out.
		Providers::bar(CLINIC, NotPractising::OrganizationSuspended);
		assert_eq!(state(anchor), (2, true));
		pass(29 * DAY - 1);
		assert_eq!(state(anchor), (2, true));
		pass(1);
		assert_eq!(state(anchor), (1, false));
		pass(DAY);
		assert_eq!(state(anchor), (0, false));
	});
}

#[test]
fn of_copies_one_is_enough() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		plan(anchor, 1, &[(CLINIC, 1), (ARCHIVE, 1)]);
		hold(ARCHIVIST, anchor, 1, 1, UNTIL, ARCHIVE);
		assert_eq!(state(anchor), (1, true));
	});
}

#[test]
fn the_same_piece_twice_is_no_more_than_once() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		plan(anchor, 2, &[(ARCHIVE, 1), (ARCHIVE, 1), (ARCHIVE, 2)]);
		hold(ARCHIVIST, anchor, 0, 1, UNTIL, ARCHIVE);
		hold(ARCHIVIST, anchor, 1, 1, UNTIL, ARCHIVE);
		assert_eq!(state(anchor), (2, false));
		hold(ARCHIVIST, anchor, 2, 2, UNTIL, ARCHIVE);
		assert_eq!(state(anchor), (3, true));
	});
}
