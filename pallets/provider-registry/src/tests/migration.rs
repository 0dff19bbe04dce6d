use crate::{
	migrations::{
		v1,
		v2::{Cursor, MigrateToV2},
	},
	mock::*,
	NextOrganizationId, OrganizationState, Organizations, Pallet, Practitioners, References,
	WeightInfo, MAX_HISTORY,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
	assert_storage_noop,
	migrations::{SteppedMigration, SteppedMigrationError},
	storage::{KeyPrefixIterator, StoragePrefixedMap},
	traits::{GetStorageVersion, StorageVersion},
	weights::{Weight, WeightMeter},
};
use salus_primitives::{
	EncryptionKey, NotPractising, OrganizationKind, Period, ProviderDirectory, Role, Roles,
};

type Migration = MigrateToV2<Test>;

/// How many practitioners the second organization has.
const MANY: u64 = 40;

fn old_organization(admins: &[u64], suspensions: &[Period]) -> v1::Organization<u64> {
	v1::Organization {
		kind: OrganizationKind::Clinic,
		admins: admins.to_vec().try_into().expect("few"),
		accreditation: Period { from: 0, until: Some(NOW + 100 * DAY) },
		suspensions: suspensions.to_vec().try_into().expect("few"),
		suspensions_kept_since: NOW,
		profile: PROFILE,
		registered_at: NOW,
	}
}

fn old_practitioner(roles: Roles, past: &[v1::PastTerms]) -> v1::Practitioner {
	v1::Practitioner {
		roles,
		licence: OPEN,
		key: Some(EncryptionKey { public: key(5), epoch: 3 }),
		added_at: NOW,
		past: past.to_vec().try_into().expect("few"),
	}
}

fn suspended(from: u64, until: Option<u64>) -> Period {
	Period { from: NOW + from * DAY, until: until.map(|until| NOW + until * DAY) }
}

fn replaced(day: u64, roles: Roles) -> v1::PastTerms {
	v1::PastTerms { replaced_at: NOW + day * DAY, roles, licence: OPEN }
}

fn nurse() -> Roles {
	Roles::of(&[Role::Nurse])
}

/// A chain as version 1 left it: two organizations, the second with many practitioners.
fn with_version_1(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		StorageVersion::new(1).put::<Pallet<Test>>();
		NextOrganizationId::<Test>::put(2);
		v1::Organizations::<Test>::insert(
			0,
			old_organization(&[ADMIN, OUTSIDER], &[suspended(1, Some(2)), suspended(3, None)]),
		);
		v1::Organizations::<Test>::insert(1, old_organization(&[ADMIN], &[]));
		v1::Practitioners::<Test>::insert(
			0,
			DOCTOR,
			old_practitioner(
				Roles::of(&[Role::Physician, Role::Emergency]),
				&[replaced(1, nurse()), replaced(2, doctors_roles())],
			),
		);
		for account in 0..MANY {
			v1::Practitioners::<Test>::insert(1, 1_000 + account, old_practitioner(nurse(), &[]));
		}
		let people = (0..MANY).map(|account| 1_000 + account);
		people.chain([ADMIN, ADMIN, OUTSIDER, DOCTOR]).for_each(|account| {
			References::<Test>::hold(&account);
		});
		test();
	});
}

/// What one step at least needs.
fn required() -> Weight {
	<() as WeightInfo>::migrate_organization().max(<() as WeightInfo>::migrate_practitioner())
}

/// Runs the migration, each step with this weight, and returns how many it took.
fn run(limit: Weight) -> u32 {
	let mut cursor = None;
	for steps in 1..1_000 {
		let mut meter = WeightMeter::with_limit(limit);
		cursor = Migration::step(cursor, &mut meter).expect("there is weight for a row");
		assert!(meter.consumed().all_lte(limit));
		assert!(meter.consumed().all_gt(Weight::zero()));
		if cursor.is_none() {
			return steps;
		}
	}
	panic!("the migration must come to an end");
}

/// Checks that all that version 1 knew is known.
fn assert_nothing_is_lost() {
	assert_eq!(Pallet::<Test>::on_chain_storage_version(), 2);

	let row = organizations_row();
	assert_eq!(row.kind, OrganizationKind::Clinic);
	assert_eq!(row.admins.to_vec(), [ADMIN, OUTSIDER]);
	assert_eq!(row.profile, PROFILE);
	assert_eq!(row.terms.began_at, NOW);
	assert_eq!(row.terms.known_since, NOW);
	assert_eq!(row.state(), OrganizationState::Suspended);
	assert_eq!(row.terms.current.accreditation.until, Some(NOW + 100 * DAY));
	for (day, accredited) in [(0, true), (1, false), (2, true), (3, false), (9, false)] {
		assert_eq!(ProviderRegistry::is_accredited(0, NOW + day * DAY), accredited);
	}
	assert!(!ProviderRegistry::is_accredited(0, NOW - 1));
	assert!(!ProviderRegistry::is_accredited(1, NOW + 100 * DAY));

	let row = doctors_row();
	assert_eq!(row.key, Some(EncryptionKey { public: key(5), epoch: 3 }));
	let roles = |day| {
		let terms = row.terms.at(NOW + day * DAY);
		match terms {
			crate::Known::Value(terms) => terms.roles,
			_ => panic!("known"),
		}
	};
	assert_eq!(roles(0), nurse());
	assert_eq!(roles(1), doctors_roles());
	assert_eq!(roles(2), Roles::of(&[Role::Physician, Role::Emergency]));
	assert_eq!(doctor_at(NOW), Ok(nurse()));

	assert_eq!(Practitioners::<Test>::iter_prefix(1).count() as u64, MANY);
	for account in 0..MANY {
		assert_eq!(
			ProviderRegistry::standing(acting(1, 1_000 + account), None)
				.map(|standing| standing.roles),
			Ok(nurse())
		);
		assert_roles(1_000 + account, 1);
	}
	// No old row stays behind.
	let prefix = Practitioners::<Test>::final_prefix().to_vec();
	let rows = KeyPrefixIterator::<()>::new(prefix.clone(), prefix, |_| Ok(())).count();
	assert_eq!(rows as u64, MANY + 1);
	check();
}

#[test]
fn a_chain_of_version_1_is_migrated_row_by_row() {
	with_version_1(|| {
		let steps = run(required());
		// Two organizations, the way over to the practitioners, at least each of them, and the end.
		assert!(u64::from(steps) > 2 + 1 + MANY + 1, "{steps} steps");
		// New rows that lie ahead are passed over, once each.
		assert!(u64::from(steps) <= 2 + 1 + 2 * (MANY + 1) + 1, "{steps} steps");
		assert_nothing_is_lost();
	});
}

#[test]
fn with_more_weight_it_takes_fewer_steps() {
	with_version_1(|| {
		assert!(run(required().saturating_mul(10)) < 15);
		assert_nothing_is_lost();
	});
}

#[test]
fn it_says_how_much_weight_it_needs() {
	with_version_1(|| {
		let needed = <() as WeightInfo>::migrate_organization();
		let mut meter = WeightMeter::with_limit(needed - Weight::from_parts(1, 0));
		assert_storage_noop!(assert_eq!(
			Migration::step(None, &mut meter),
			Err(SteppedMigrationError::InsufficientWeight { required: needed })
		));
		run(required());
	});
}

#[test]
fn a_chain_of_version_2_is_left_as_it_is() {
	ExtBuilder::default().with_doctor().with_gateway().build_and_execute(|| {
		assert_eq!(Pallet::<Test>::on_chain_storage_version(), 2);
		for cursor in [None, Some(Cursor::Practitioners(Default::default()))] {
			assert_storage_noop!(assert_eq!(
				Migration::step(cursor, &mut WeightMeter::new()),
				Ok(None)
			));
		}
	});
}

#[test]
fn what_version_1_may_have_forgotten_is_unknown_from_now_on() {
	with_version_1(|| {
		let bound = u64::from(MAX_HISTORY);
		let suspensions =
			(0..bound).map(|n| suspended(2 * n + 1, Some(2 * n + 2))).collect::<Vec<_>>();
		v1::Organizations::<Test>::insert(
			1,
			v1::Organization {
				suspensions_kept_since: NOW + DAY / 2,
				..old_organization(&[ADMIN], &suspensions)
			},
		);
		let past = (1..=bound)
			.map(|day| replaced(day, if day % 2 == 1 { nurse() } else { doctors_roles() }))
			.collect::<Vec<_>>();
		v1::Practitioners::<Test>::insert(
			0,
			DOCTOR,
			old_practitioner(Roles::of(&[Role::Billing]), &past),
		);
		run(required());

		// Eight intervals are kept: the last four suspensions.
		let row = Organizations::<Test>::get(1).expect("migrated");
		assert!(row.terms.past.is_full());
		assert_eq!(row.terms.known_since, NOW + 8 * DAY);
		assert_eq!(row.check(NOW + 8 * DAY - 1), Err(NotPractising::NoLongerKnown));
		assert_eq!(row.check(NOW + 8 * DAY), Ok(()));
		assert_eq!(row.check(NOW + 15 * DAY), Err(NotPractising::OrganizationSuspended));
		assert_eq!(row.check(NOW + 16 * DAY), Ok(()));

		// A full table may have lost its oldest entry's begin.
		assert_eq!(doctors_row().terms.known_since, NOW + DAY);
		assert_eq!(doctor_at(NOW), Err(NotPractising::NoLongerKnown));
		assert_eq!(doctors_row().roles_at(NOW + DAY), Some(Ok(doctors_roles())));
	});
}

#[test]
fn suspensions_that_version_1_forgot_are_unknown_from_now_on() {
	with_version_1(|| {
		v1::Organizations::<Test>::insert(
			1,
			v1::Organization {
				suspensions_kept_since: NOW + DAY,
				..old_organization(&[ADMIN], &[suspended(2, Some(3))])
			},
		);
		run(required());
		let row = Organizations::<Test>::get(1).expect("migrated");
		assert_eq!(row.check(NOW - 1), Err(NotPractising::NotAccredited));
		assert_eq!(row.check(NOW), Err(NotPractising::NoLongerKnown));
		assert_eq!(row.check(NOW + DAY), Ok(()));
		assert_eq!(row.check(NOW + 2 * DAY), Err(NotPractising::OrganizationSuspended));
		assert_eq!(row.check(NOW + 3 * DAY), Ok(()));
	});
}

#[test]
fn a_row_that_cannot_be_read_stops_it_instead_of_being_lost() {
	with_version_1(|| {
		let key = v1::Organizations::<Test>::hashed_key_for(1);
		let row = frame_support::storage::unhashed::get_raw(&key).expect("stored");
		frame_support::storage::unhashed::put_raw(&key, &[255]);
		assert_eq!(
			Migration::transactional_step(None, &mut WeightMeter::new()),
			Err(SteppedMigrationError::Failed)
		);
		assert_eq!(Pallet::<Test>::on_chain_storage_version(), 1);
		assert!(v1::Organizations::<Test>::get(0).is_some());

		frame_support::storage::unhashed::put_raw(&key, &row);
		run(required());
		assert_nothing_is_lost();
	});
}

#[test]
fn its_name_and_its_cursor_have_a_bound() {
	assert_eq!(Migration::id().encode(), [&b"salus/provider-registry"[..], &[1, 2]].concat());
	assert!(Cursor::max_encoded_len() < 300);
	let prefixes = Migration::migrating_prefixes().map(|prefixes| prefixes.into_iter().count());
	assert_eq!(prefixes, Some(2));
}
