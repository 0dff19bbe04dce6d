use super::*;
use crate::migrations::v2::{old, MigrateToV2};
use frame_support::{
	migrations::{SteppedMigration, SteppedMigrationError},
	traits::{GetStorageVersion, StorageVersion},
	weights::{Weight, WeightMeter},
};
use salus_primitives::{Basis, Commitment, Denial, PatientId};

type Migration = MigrateToV2<Test>;

const NUMBERS: core::ops::Range<u8> = 1..6;

/// Patients of the old chain, beside the one of the mock.
fn others() -> impl Iterator<Item = PatientId> {
	NUMBERS.map(|number| PatientId([number; 32]))
}

/// Observations may be read for treatment by everybody in the organization, for good.
fn for_good() -> Provision<u64> {
	Provision { period: Period { from: 0, until: None }, scope: classes(&[OBSERVATION]), ..broad() }
}

/// Which organization holds a grant of a patient who has many.
fn holder(grant: GrantId) -> OrganizationId {
	100 + grant / MAX_OWN_GRANTS
}

/// Stores the rows of all grants up to `count`, and returns how the head lists those from `first_live` on.
fn store_many(
	first_live: GrantId,
	count: GrantId,
) -> Vec<(GrantId, OrganizationId, Option<Moment>)> {
	for first in (0..count).step_by(MAX_OWN_GRANTS as usize) {
		let grants = (first..count).take(MAX_OWN_GRANTS as usize).map(|id| (id, for_good()));
		old::store_file::<Test>(PATIENT, holder(first), grants.collect());
	}
	(first_live..count).map(|id| (id, holder(id), None)).collect()
}

/// What a chain of version 1 held: of each patient a live and an ended grant to the hospital, and the keys
/// that came with the live one.
fn old_chain() {
	StorageVersion::new(1).put::<Consent>();
	for patient in others().chain([PATIENT]) {
		Patients::open(patient, CONTROLLER);
		let live = vec![(1, HOSPITAL, None)];
		old::store_head::<Test>(patient, live, vec![(0, START - HOUR)], 0);
		old::store_file::<Test>(patient, HOSPITAL, vec![(0, for_good()), (1, for_good())]);
		old::store_envelope::<Test>(patient, HOSPITAL, 1, 1, vec![9; 48]);
	}
}

fn unlimited() -> WeightMeter {
	WeightMeter::new()
}

#[test]
fn grants_ends_and_keys_are_carried_over() {
	run(|| {
		old_chain();
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		assert_eq!(Consent::on_chain_storage_version(), 2);
		assert_eq!(Heads::<Test>::iter().count(), NUMBERS.len() + 1);
		let head = Heads::<Test>::get(PATIENT);
		let live = LiveGrant { id: 1, organization: HOSPITAL, until: None, parent: None };
		assert_eq!(head.live.to_vec(), vec![live]);
		assert_eq!(head.ended.to_vec(), vec![EndedGrant { id: 0, at: START - HOUR }]);
		assert_eq!((head.next, head.complete_since, head.older_ends), (2, 0, None));
		assert_eq!((head.next_refusal, head.refusals.len()), (0, 0));
		let file = Files::<Test>::get(PATIENT, HOSPITAL);
		let grant = |id| Grant {
			id,
			granted_at: 0,
			terms: Some(Commitment::repeat_byte(3)),
			excludes_confidential: false,
			ancestors: Default::default(),
			provision: for_good(),
		};
		assert_eq!(file.own.to_vec(), vec![grant(0), grant(1)]);
		assert!(file.referred.is_empty() && file.sessions.is_empty());
		assert_eq!(file.last_session, None);
		let envelope = Annexes::<Test>::get(PATIENT, 1).envelope.expect("it was moved");
		assert_eq!(envelope.sealed.to_vec(), vec![9; 48]);
		assert_eq!((envelope.key_epoch, envelope.grantee_key_epoch), (1, 0));
		assert_eq!(old::envelopes::<Test>(), 0);
		assert_eq!(ForgottenBefore::<Test>::get(), 0);
	});
}

#[test]
fn decisions_go_on_and_the_past_stays_known() {
	run(|| {
		old_chain();
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(1)));
		let before_the_end = START - HOUR - 1;
		assert_eq!(decide_at(&reading(), before_the_end), Decision::Permit(Basis::Grant(0)));
		revoke(1);
		assert_eq!(decide(&reading()), Decision::Deny(Denial::NotGranted));
		assert_eq!(grant_to(HOSPITAL, broad()), 2);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(2)));
	});
}

#[test]
fn of_too_many_live_grants_the_newest_stay() {
	run(|| {
		StorageVersion::new(1).put::<Consent>();
		let mut live = store_many(0, old::MAX_LIVE_GRANTS);
		// The first two have lapsed: they take no place from the others.
		live[0].2 = Some(START - HOUR);
		live[1].2 = Some(START);
		old::store_head::<Test>(PATIENT, live, vec![], 0);
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		let head = Heads::<Test>::get(PATIENT);
		let first_kept = old::MAX_LIVE_GRANTS - MAX_LIVE_GRANTS;
		let kept: Vec<_> = head.live.iter().map(|live| live.id).collect();
		assert_eq!(kept, (first_kept..old::MAX_LIVE_GRANTS).collect::<Vec<_>>());
		assert_eq!(head.end_of(0), Some(START - HOUR));
		assert_eq!(head.end_of(1), Some(START));
		for id in 2..first_kept {
			assert_eq!(head.end_of(id), Some(START), "ended by the upgrade");
		}
		assert_eq!(head.older_ends, None, "there is room for them");
	});
}

#[test]
fn ends_for_which_the_head_has_no_room_are_moved_out() {
	run(|| {
		StorageVersion::new(1).put::<Consent>();
		let first_live = old::MAX_ENDED_GRANTS;
		let end = |id| START - DAY - u64::from(id);
		let ended: Vec<_> = (0..first_live).map(|id| (id, end(id))).collect();
		let live = store_many(first_live, first_live + old::MAX_LIVE_GRANTS);
		// Not in the order in which they were given.
		let ended = ended.into_iter().rev().collect();
		old::store_head::<Test>(PATIENT, live, ended, START - 2 * DAY);
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		let head = Heads::<Test>::get(PATIENT);
		assert_eq!(head.live.len() as u32, MAX_LIVE_GRANTS);
		assert_eq!(head.ended.len() as u32, MAX_TRACKED_GRANTS - MAX_LIVE_GRANTS);
		let mut pages = Vec::new();
		let mut next = head.older_ends;
		while let Some(grant) = next {
			let page = Annexes::<Test>::get(PATIENT, grant).ends.expect("the chain is whole");
			next = page.previous;
			pages.push(page);
		}
		assert_eq!(pages.len(), 2);
		let moved: Vec<_> =
			pages.iter().rev().flat_map(|page| page.ends.iter().map(|end| end.id)).collect();
		assert_eq!(moved, (0..first_live).rev().collect::<Vec<_>>());
		assert_eq!(head.complete_since, end(0));
		assert_eq!(ForgottenBefore::<Test>::get(), START - 2 * DAY, "what was forgotten stays so");
	});
}

#[test]
fn what_version_1_had_forgotten_is_not_made_up() {
	run(|| {
		old_chain();
		// The end of the first grant was forgotten.
		old::store_head::<Test>(PATIENT, vec![(1, HOSPITAL, None)], vec![], START - HOUR);
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		assert_eq!(ForgottenBefore::<Test>::get(), START - HOUR);
		assert_eq!(decide_at(&reading(), START - HOUR - 1), Decision::Unknown);
		assert_eq!(decide_at(&reading(), START - HOUR), Decision::Permit(Basis::Grant(1)));
	});
}

#[test]
fn each_step_goes_as_far_as_its_weight() {
	run(|| {
		old_chain();
		let heaviest = <() as WeightInfo>::migrate_head()
			.max(<() as WeightInfo>::migrate_file())
			.max(<() as WeightInfo>::migrate_envelope());
		let mut cursor = None;
		let mut steps = 0;
		loop {
			let mut meter = WeightMeter::with_limit(heaviest.saturating_mul(2));
			cursor = Migration::step(cursor, &mut meter).expect("there is weight enough");
			assert!(meter.consumed().all_lte(meter.limit()));
			steps += 1;
			if cursor.is_none() {
				break;
			}
			assert_eq!(Consent::on_chain_storage_version(), 1);
		}
		assert!(steps > 1);
		assert_eq!(Consent::on_chain_storage_version(), 2);
		assert_eq!(Files::<Test>::iter().count(), NUMBERS.len() + 1);
		assert_eq!(Annexes::<Test>::iter().count(), NUMBERS.len() + 1);
	});
}

#[test]
fn too_little_weight_does_nothing() {
	run(|| {
		old_chain();
		let required = <() as WeightInfo>::migrate_head();
		let mut meter = WeightMeter::with_limit(required - Weight::from_parts(1, 0));
		assert_eq!(
			Migration::step(None, &mut meter),
			Err(SteppedMigrationError::InsufficientWeight { required })
		);
		assert_eq!(Consent::on_chain_storage_version(), 1);
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
	});
}

#[test]
fn a_chain_of_version_2_is_left_alone() {
	run(|| {
		StorageVersion::new(2).put::<Consent>();
		grant_to(HOSPITAL, broad());
		let before = (Heads::<Test>::get(PATIENT), Files::<Test>::get(PATIENT, HOSPITAL));
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		assert_eq!((Heads::<Test>::get(PATIENT), Files::<Test>::get(PATIENT, HOSPITAL)), before);
	});
}

#[test]
fn an_empty_chain_takes_the_new_version() {
	run(|| {
		StorageVersion::new(1).put::<Consent>();
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		assert_eq!(Consent::on_chain_storage_version(), 2);
	});
}

#[cfg(feature = "try-runtime")]
#[test]
fn the_upgrade_is_checked() {
	run(|| {
		old_chain();
		let before = Migration::pre_upgrade().expect("it can be counted");
		assert_eq!(Migration::step(None, &mut unlimited()), Ok(None));
		assert_eq!(Migration::post_upgrade(before.clone()), Ok(()));
		let head = Heads::<Test>::take(PATIENT);
		assert!(Migration::post_upgrade(before).is_err());
		Heads::<Test>::insert(PATIENT, head);
	});
}
