//! Who can be drawn to judge what another organization's practitioner did.

use crate::{mock::*, Error, Officers, PrivacyOfficers, ReviewerPlaces, ReviewerPool, MAX_TRIES};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	OrganizationId, OrganizationKind, Period, ProviderDirectory, Role, Roles, Seed,
};
use std::collections::{BTreeMap, BTreeSet};

const NOBODY: Vec<OrganizationId> = Vec::new();

fn officer() -> Roles {
	Roles::of(&[Role::PrivacyOfficer])
}

/// Gives `account` these roles in `organization`, which [`ADMIN`] manages.
fn add_to(organization: OrganizationId, account: u64, roles: Roles) {
	let practitioner = by(account);
	let adding =
		ProviderRegistry::add_practitioner(signed(ADMIN), organization, practitioner, roles, OPEN);
	assert_ok!(adding);
}

/// Accredits an organization with a privacy officer.
fn accredit_with_officer() -> OrganizationId {
	let organization = accredit(ADMIN, OPEN);
	add_to(organization, 1_000 + u64::from(organization), officer());
	organization
}

/// The organizations that can be drawn, in the order of their places.
fn pool() -> Vec<OrganizationId> {
	let places: BTreeMap<_, _> = ReviewerPlaces::<Test>::iter().collect();
	assert_eq!(places.len() as u32, ReviewerPool::<Test>::get());
	places.into_values().collect()
}

fn draw(number: u32, not_for: OrganizationId) -> Vec<OrganizationId> {
	let seed = Seed::from_low_u64_be(number.into());
	ProviderRegistry::draw_reviewers(seed, not_for, Timestamp::get()).into_inner()
}

/// Whom many lots name, and how often.
fn drawn_often(not_for: OrganizationId) -> BTreeMap<OrganizationId, u32> {
	let mut counts = BTreeMap::new();
	for number in 0..400 {
		let drawn = draw(number, not_for);
		let different: BTreeSet<_> = drawn.iter().collect();
		assert_eq!(different.len(), drawn.len(), "nobody is drawn twice");
		for organization in drawn {
			*counts.entry(organization).or_default() += 1;
		}
	}
	counts
}

#[test]
fn an_organization_can_be_drawn_as_long_as_it_has_a_privacy_officer() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let change = |account, roles| {
			assert_ok!(ProviderRegistry::change_practitioner(
				signed(ADMIN),
				0,
				by(account),
				roles,
				OPEN
			));
		};
		let count = || PrivacyOfficers::<Test>::get(0).count;
		assert_eq!(pool(), NOBODY);
		// By a change of roles, and by being added.
		change(DOCTOR, officer());
		assert_eq!((pool(), count()), (vec![0], 1));
		add_to(0, 50, officer());
		assert_eq!((pool(), count()), (vec![0], 2));
		// Whoever leaves, is removed, suspended or gets other roles is none any more.
		assert_ok!(ProviderRegistry::leave(signed(50), 0));
		assert_eq!((pool(), count()), (vec![0], 1));
		assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
		assert_eq!((pool(), count()), (NOBODY, 0));
		assert!(!PrivacyOfficers::<Test>::contains_key(0), "nothing is kept of none");
		assert_ok!(ProviderRegistry::reinstate_practitioner(root(), 0, by(DOCTOR)));
		assert_eq!((pool(), count()), (vec![0], 1));
		change(DOCTOR, doctors_roles());
		assert_eq!((pool(), count()), (NOBODY, 0));
		add_to(0, 50, officer());
		assert_eq!((pool(), count()), (vec![0], 1));
		assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, by(50)));
		assert_eq!((pool(), count()), (NOBODY, 0));
		// The emergency role makes nobody an officer, nor takes it.
		add_to(0, 51, officer());
		assert_ok!(ProviderRegistry::set_emergency_role(root(), 0, by(51), true));
		assert_eq!((pool(), count()), (vec![0], 1));
	});
}

#[test]
fn the_last_takes_the_place_that_gets_free() {
	ExtBuilder::default().build_and_execute(|| {
		let all: Vec<_> = (0..4).map(|_| accredit_with_officer()).collect();
		assert_eq!(pool(), all);
		let leave = |organization: OrganizationId| {
			let who = 1_000 + u64::from(organization);
			assert_ok!(ProviderRegistry::leave(signed(who), organization));
		};
		leave(1);
		assert_eq!(pool(), vec![0, 3, 2]);
		assert_eq!(PrivacyOfficers::<Test>::get(3), Officers { count: 1, place: Some(1) });
		leave(2);
		assert_eq!(pool(), vec![0, 3]);
		leave(0);
		leave(3);
		assert_eq!(pool(), NOBODY);
	});
}

#[test]
fn an_organization_that_is_over_is_not_drawn_again() {
	for end in [revoke as fn(), be_followed] {
		ExtBuilder::default().build_and_execute(|| {
			accredit_with_officer();
			let other = accredit_with_officer();
			end();
			assert_eq!(pool(), vec![other]);
			assert_eq!(PrivacyOfficers::<Test>::get(0), Officers { count: 1, place: None });
			// Whatever becomes of its people.
			let officer = by(1_000);
			assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, officer.clone()));
			assert_ok!(ProviderRegistry::reinstate_practitioner(root(), 0, officer.clone()));
			assert_eq!(pool(), vec![other]);
			assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, officer));
			assert_eq!(pool(), vec![other]);
		});
	}
}

#[test]
fn two_others_are_drawn_and_each_as_often_as_any() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..6 {
			accredit_with_officer();
		}
		let counts = drawn_often(3);
		assert_eq!(counts.keys().copied().collect::<Vec<_>>(), vec![0, 1, 2, 4, 5]);
		assert_eq!(counts.values().sum::<u32>(), 800, "two each time");
		// 160 on average.
		assert!(counts.values().all(|count| (110..=210).contains(count)), "{counts:?}");
	});
}

#[test]
fn of_many_each_is_drawn_as_often_as_any() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..3 * MAX_TRIES {
			accredit_with_officer();
		}
		let counts = drawn_often(0);
		assert_eq!(counts.len() as u32, 3 * MAX_TRIES - 1);
		// 35 on average.
		assert!(counts.values().all(|count| (12..=65).contains(count)), "{counts:?}");
	});
}

#[test]
fn the_same_lot_names_the_same() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..6 {
			accredit_with_officer();
		}
		assert_eq!(draw(7, 0), draw(7, 0));
		assert!((0..20).any(|number| draw(number, 0) != draw(7, 0)));
	});
}

#[test]
fn only_who_may_act_is_drawn() {
	ExtBuilder::default().build_and_execute(|| {
		let own = accredit_with_officer();
		let suspended = accredit_with_officer();
		let fit = accredit_with_officer();
		let limited = accredit(ADMIN, Period { from: NOW, until: Some(NOW + DAY) });
		add_to(limited, 60, officer());
		go_to(NOW + 1);
		assert_ok!(ProviderRegistry::suspend_organization(root(), suspended));
		go_to(NOW + DAY - 1);
		assert_eq!(drawn_often(own).into_keys().collect::<Vec<_>>(), vec![fit, limited]);
		go_to(NOW + DAY);
		assert_eq!(drawn_often(own).into_keys().collect::<Vec<_>>(), vec![fit]);
		assert_ok!(ProviderRegistry::reinstate_organization(root(), suspended));
		assert_eq!(drawn_often(own).into_keys().collect::<Vec<_>>(), vec![suspended, fit]);
	});
}

#[test]
fn neither_a_successor_nor_a_predecessor_is_drawn() {
	ExtBuilder::default().build_and_execute(|| {
		let [before, own, after, other] = [(); 4].map(|()| accredit_with_officer());
		go_to(NOW + 1);
		assert_ok!(ProviderRegistry::succeed_organization(root(), before, own));
		assert_eq!(drawn_often(own).into_keys().collect::<Vec<_>>(), vec![after, other]);
		assert_ok!(ProviderRegistry::succeed_organization(root(), own, after));
		for past in [before, own] {
			assert_eq!(drawn_often(past).into_keys().collect::<Vec<_>>(), vec![other]);
		}
	});
}

#[test]
fn nobody_is_drawn_where_nobody_can_be() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		assert_eq!(draw(1, 0), NOBODY);
		let only = accredit_with_officer();
		assert_eq!(drawn_often(only), BTreeMap::new());
		assert_eq!(draw(1, 0), vec![only]);
	});
}

#[test]
fn a_draw_looks_at_so_many_and_no_more() {
	ExtBuilder::default().build_and_execute(|| {
		// One among many that may not act is found now and then: a lot does not search.
		for _ in 0..40 {
			let organization = accredit_with_officer();
			go_to(Timestamp::get() + 1);
			assert_ok!(ProviderRegistry::suspend_organization(root(), organization));
		}
		let fit = accredit_with_officer();
		let found = drawn_often(77).get(&fit).copied().unwrap_or_default();
		// 8 of 41, in 400 lots: 78 on average.
		assert!((40..=120).contains(&found), "{found}");
	});
}

#[test]
fn those_of_genesis_can_be_drawn() {
	let organization = |officers: &[u64]| crate::GenesisOrganization {
		kind: OrganizationKind::Hospital,
		admin: ADMIN,
		practitioners: officers.iter().map(|account| (*account, officer())).collect(),
	};
	let organizations = vec![organization(&[40, 41]), organization(&[]), organization(&[42])];
	ExtBuilder::default().with_genesis(organizations).build_and_execute(|| {
		assert_eq!(pool(), vec![0, 2]);
		assert_eq!(PrivacyOfficers::<Test>::get(0).count, 2);
	});
}

#[test]
fn whoever_is_not_added_does_not_count() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let add = |who, roles| {
			ProviderRegistry::add_practitioner(signed(who), 0, by(DOCTOR), roles, OPEN)
		};
		assert_noop!(add(OUTSIDER, officer()), Error::<Test>::NotAuthorized);
		assert_eq!(pool(), NOBODY);
		assert_ok!(add(ADMIN, officer()));
		assert_noop!(add(ADMIN, officer()), Error::<Test>::AlreadyExists);
		assert_eq!(PrivacyOfficers::<Test>::get(0).count, 1);
	});
}
