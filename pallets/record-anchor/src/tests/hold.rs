//! `hold`: a custodian says until when it keeps a piece.

use crate::{mock::*, Call, Custodies, Custody, Error, Event, NewPiece, Piece, Pieces};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult, BoundedVec};
use salus_primitives::{
	doubles::{Policy, Providers, Trail},
	Actor, AuditedEvent, Basis, Capacity, Decision, Denial, NotPractising, PractitionerId, Purpose,
	Role, Roles, DAY, MIN_PERIOD,
};
use sp_core::H256;
use sp_runtime::DispatchError;

const UNTIL: u64 = NOW + 30 * DAY;

fn hold_as(
	who: u64,
	anchor: u32,
	piece: u8,
	root: H256,
	until: u64,
	capacity: Capacity,
) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	RecordAnchor::hold(origin, PATIENT, anchor, piece, root, until, capacity)
}

/// The archive says that it keeps the whole.
fn hold_whole(anchor: u32, until: u64) -> DispatchResult {
	hold_as(ARCHIVIST, anchor, 0, ROOT, until, AT_ARCHIVE)
}

/// Pieces of the clinic (root 1) and the archive (root 2), of which both are needed.
fn plan(anchor: u32) {
	let pieces = [(CLINIC, 1), (ARCHIVE, 2)]
		.map(|(custodian, root)| NewPiece { custodian, root: H256::repeat_byte(root) });
	permit(Basis::Author);
	assert_ok!(RecordAnchor::plan_custody(
		RuntimeOrigin::signed(PHYSICIAN),
		PATIENT,
		anchor,
		2,
		Pieces::truncate_from(pieces.to_vec()),
		Purpose::CareManagement,
		AT_HOSPITAL,
	));
	Policy::answer(Decision::Deny(Denial::NotGranted));
}

#[test]
fn without_a_plan_the_named_custodian_keeps_the_whole() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(hold_whole(anchor, UNTIL));

		let whole = Piece { custodian: ARCHIVE, root: ROOT, held_until: Some(UNTIL) };
		let pieces = BoundedVec::truncate_from(vec![whole]);
		let custody = Custody { threshold: 1, pieces, by_patient: false };
		assert_eq!(Custodies::<Test>::get(PATIENT, anchor), Some(custody));
		assert!(stored(anchor).has_custody);
		assert_entered(
			1,
			Actor::new(ARCHIVIST, AT_ARCHIVE),
			AuditedEvent::CustodyTaken { anchor, piece: 0 },
		);
		System::assert_last_event(
			Event::PieceHeld {
				patient: PATIENT,
				anchor,
				piece: 0,
				custodian: ARCHIVE,
				until: UNTIL,
			}
			.into(),
		);
		assert!(Policy::asked().is_empty(), "it is not about what the records hold");
	});
}

#[test]
fn a_custodian_keeps_its_piece_through_its_gateway() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		plan(anchor);
		let root = H256::repeat_byte(2);
		assert_ok!(hold_as(ARCHIVE_GATEWAY, anchor, 1, root, UNTIL, FOR_NIGHT_SHIFT));
		let custody = Custodies::<Test>::get(PATIENT, anchor).unwrap();
		let held: Vec<_> = custody.pieces.iter().map(|piece| piece.held_until).collect();
		assert_eq!((custody.threshold, held), (2, vec![None, Some(UNTIL)]));
		assert_entered(
			2,
			Actor::new(ARCHIVE_GATEWAY, FOR_NIGHT_SHIFT),
			AuditedEvent::CustodyTaken { anchor, piece: 1 },
		);
	});
}

#[test]
fn a_renewal_is_not_entered_into_the_trail_and_may_shorten() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(hold_whole(anchor, UNTIL));
		assert_ok!(hold_whole(anchor, UNTIL + DAY));
		assert_ok!(hold_whole(anchor, UNTIL - DAY));
		assert_eq!(
			Custodies::<Test>::get(PATIENT, anchor).unwrap().pieces[0].held_until,
			Some(UNTIL - DAY)
		);
		assert_eq!(Trail::entries().len(), 1);
		// What has run out is taken anew.
		pass(29 * DAY);
		assert_ok!(hold_whole(anchor, UNTIL + DAY));
		assert_eq!(Trail::entries().len(), 2);
	});
}

#[test]
fn the_period_is_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		for until in [0, NOW, NOW + MIN_PERIOD - 1, NOW + MAX_CUSTODY_PERIOD + 1, u64::MAX] {
			assert_noop!(hold_whole(anchor, until), Error::<Test>::InvalidCustodyPeriod);
		}
		assert_ok!(hold_whole(anchor, NOW + MIN_PERIOD));
		assert_ok!(hold_whole(anchor, NOW + MAX_CUSTODY_PERIOD));
	});
}

#[test]
fn only_the_piece_itself_is_kept() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		let other = H256::repeat_byte(9);
		assert_noop!(
			hold_as(ARCHIVIST, anchor, 0, other, UNTIL, AT_ARCHIVE),
			Error::<Test>::OtherRoot
		);
		plan(anchor);
		assert_noop!(
			hold_as(ARCHIVIST, anchor, 1, ROOT, UNTIL, AT_ARCHIVE),
			Error::<Test>::OtherRoot
		);
	});
}

#[test]
fn there_must_be_such_a_piece() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_noop!(hold_whole(anchor + 1, UNTIL), Error::<Test>::AnchorNotFound);
		assert_noop!(
			hold_as(ARCHIVIST, anchor, 1, ROOT, UNTIL, AT_ARCHIVE),
			Error::<Test>::PieceNotFound
		);
		plan(anchor);
		for piece in [2, u8::MAX] {
			assert_noop!(
				hold_as(ARCHIVIST, anchor, piece, ROOT, UNTIL, AT_ARCHIVE),
				Error::<Test>::PieceNotFound
			);
		}
		let erased = erased();
		assert_noop!(hold_whole(erased, UNTIL), Error::<Test>::Erased);
	});
}

#[test]
fn only_its_custodian_keeps_a_piece() {
	ExtBuilder::permitting().build_and_execute(|| {
		let anchor = anchored(ROOT);
		let refused = |who, capacity| {
			assert_noop!(
				hold_as(who, anchor, 0, ROOT, UNTIL, capacity),
				Error::<Test>::NotTheCustodian
			);
		};
		// Another organization, one who does not practise there, the patient, and one without the role.
		refused(CLINICIAN, AT_CLINIC);
		refused(OUTSIDER, AT_ARCHIVE);
		refused(CONTROLLER, PERSON);
		Providers::admit(ARCHIVE, COLLEAGUE, Roles::of(&[Role::Physician]));
		refused(COLLEAGUE, AT_ARCHIVE);
		// A custodian of another organization.
		Providers::admit(CLINIC, CLINICIAN, Roles::of(&[Role::Custodian]));
		refused(CLINICIAN, AT_CLINIC);
		Providers::suspend_at(ARCHIVE, &PractitionerId::Account(ARCHIVIST), NOW);
		refused(ARCHIVIST, AT_ARCHIVE);
		Providers::bar(ARCHIVE, NotPractising::OrganizationSuspended);
		refused(ARCHIVE_GATEWAY, FOR_NIGHT_SHIFT);
	});
}

#[test]
fn whoever_followed_a_custodian_has_its_pieces_from_then_on() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		assert_ok!(hold_whole(anchor, UNTIL));
		Providers::admit(CLINIC, CLINICIAN, Roles::of(&[Role::Custodian]));
		Providers::succeed(ARCHIVE, CLINIC);
		assert!(!RecordAnchor::custody(PATIENT, anchor).unwrap().is_recoverable);
		assert_ok!(hold_as(CLINICIAN, anchor, 0, ROOT, UNTIL, AT_CLINIC));
		System::assert_last_event(
			Event::PieceHeld {
				patient: PATIENT,
				anchor,
				piece: 0,
				custodian: CLINIC,
				until: UNTIL,
			}
			.into(),
		);
		let view = RecordAnchor::custody(PATIENT, anchor).unwrap();
		assert_eq!((view.pieces[0].custodian, view.is_recoverable), (CLINIC, true));
	});
}

#[test]
fn only_a_signed_origin_keeps_pieces() {
	ExtBuilder::default().build_and_execute(|| {
		let anchor = anchored(ROOT);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				RecordAnchor::hold(origin, PATIENT, anchor, 0, ROOT, UNTIL, AT_ARCHIVE),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn it_is_free_for_whoever_acts_for_an_organization() {
	let call = |capacity| Call::hold {
		patient: PATIENT,
		anchor: 0,
		piece: 0,
		root: ROOT,
		until: UNTIL,
		capacity,
	};
	ExtBuilder::default().build_and_execute(|| {
		assert!(is_free(ARCHIVIST, call(AT_ARCHIVE)));
		assert!(is_free(ARCHIVE_GATEWAY, call(FOR_NIGHT_SHIFT)));
		assert!(!is_free(OUTSIDER, call(AT_ARCHIVE)));
		assert!(!is_free(OUTSIDER, call(PERSON)));
	});
}
