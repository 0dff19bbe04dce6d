//! `release`: a custodian no longer keeps its piece.

use crate::{mock::*, Call, Custodies, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Providers, Trail},
	Actor, AuditedEvent, Capacity, NotPractising, Role, Roles, DAY,
};
use sp_core::H256;

const UNTIL: u64 = NOW + 30 * DAY;

/// An anchor of which the archive says that it keeps the whole.
fn held() -> u32 {
	let anchor = anchored(ROOT);
	let origin = RuntimeOrigin::signed(ARCHIVIST);
	assert_ok!(RecordAnchor::hold(origin, PATIENT, anchor, 0, ROOT, UNTIL, AT_ARCHIVE));
	anchor
}

fn release_as(who: u64, anchor: u32, piece: u8, capacity: Capacity) -> DispatchResult {
	RecordAnchor::release(RuntimeOrigin::signed(who), PATIENT, anchor, piece, capacity)
}

#[test]
fn a_custodian_releases_its_piece_and_may_take_it_again() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = held();
		assert_ok!(release_as(ARCHIVE_GATEWAY, anchor, 0, FOR_NIGHT_SHIFT));

		let custody = Custodies::<Test>::get(PATIENT, anchor).unwrap();
		assert_eq!(custody.pieces[0].held_until, None);
		assert_eq!(custody.pieces[0].custodian, ARCHIVE);
		assert_entered(
			2,
			Actor::new(ARCHIVE_GATEWAY, FOR_NIGHT_SHIFT),
			AuditedEvent::CustodyReleased { anchor, piece: 0 },
		);
		System::assert_last_event(
			Event::PieceReleased { patient: PATIENT, anchor, piece: 0, custodian: ARCHIVE }.into(),
		);

		let origin = RuntimeOrigin::signed(ARCHIVIST);
		assert_ok!(RecordAnchor::hold(origin, PATIENT, anchor, 0, ROOT, UNTIL, AT_ARCHIVE));
		assert_eq!(Trail::entries().len(), 3);
	});
}

#[test]
fn only_its_custodian_releases_a_piece() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = held();
		let refused = |who, capacity| {
			assert_noop!(release_as(who, anchor, 0, capacity), Error::<Test>::NotTheCustodian);
		};
		refused(CONTROLLER, PERSON);
		refused(PHYSICIAN, AT_HOSPITAL);
		refused(OUTSIDER, AT_ARCHIVE);
		Providers::admit(CLINIC, CLINICIAN, Roles::of(&[Role::Custodian]));
		refused(CLINICIAN, AT_CLINIC);
		Providers::admit(ARCHIVE, COLLEAGUE, Roles::of(&[Role::Physician]));
		refused(COLLEAGUE, AT_ARCHIVE);
		Providers::bar(ARCHIVE, NotPractising::OrganizationSuspended);
		refused(ARCHIVIST, AT_ARCHIVE);
	});
}

#[test]
fn whoever_followed_a_custodian_releases_its_pieces() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = held();
		Providers::admit(CLINIC, CLINICIAN, Roles::of(&[Role::Custodian]));
		Providers::succeed(ARCHIVE, CLINIC);
		assert_ok!(release_as(CLINICIAN, anchor, 0, AT_CLINIC));
	});
}

#[test]
fn what_is_not_held_is_not_released() {
	ExtBuilder::default().build_and_execute(|| {
		let unheld = anchored(H256::repeat_byte(1));
		assert_noop!(release_as(ARCHIVIST, unheld, 0, AT_ARCHIVE), Error::<Test>::NotHeld);
		let anchor = held();
		assert_ok!(release_as(ARCHIVIST, anchor, 0, AT_ARCHIVE));
		assert_noop!(release_as(ARCHIVIST, anchor, 0, AT_ARCHIVE), Error::<Test>::NotHeld);
		// What has run out is held no longer.
		let origin = RuntimeOrigin::signed(ARCHIVIST);
		assert_ok!(RecordAnchor::hold(origin, PATIENT, anchor, 0, ROOT, UNTIL, AT_ARCHIVE));
		pass(30 * DAY);
		assert_noop!(release_as(ARCHIVIST, anchor, 0, AT_ARCHIVE), Error::<Test>::NotHeld);
	});
}

#[test]
fn there_must_be_such_a_piece() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = held();
		assert_noop!(
			release_as(ARCHIVIST, anchor + 1, 0, AT_ARCHIVE),
			Error::<Test>::AnchorNotFound
		);
		assert_noop!(release_as(ARCHIVIST, anchor, 1, AT_ARCHIVE), Error::<Test>::PieceNotFound);
		let erased = erased();
		assert_noop!(release_as(ARCHIVIST, erased, 0, AT_ARCHIVE), Error::<Test>::Erased);
	});
}

#[test]
fn it_is_free_for_whoever_acts_for_an_organization() {
	let call = |capacity| Call::release { patient: PATIENT, anchor: 0, piece: 0, capacity };
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(ARCHIVIST, call(AT_ARCHIVE)));
		assert!(is_free(ARCHIVE_GATEWAY, call(FOR_NIGHT_SHIFT)));
		assert!(!is_free(OUTSIDER, call(AT_ARCHIVE)));
	});
}
