//! Whatever is called in whatever order, the invariants hold and nobody gains what it must not.

use crate::{mock::*, Call, History, Known};
use frame_support::traits::UnfilteredDispatchable;
use proptest::prelude::*;
use salus_primitives::{NotPractising, OrganizationKind, Period, PractitionerId, Role, Roles};

/// The accounts that the sequences play with.
const PEOPLE: std::ops::RangeInclusive<u64> = 1..=6;

fn practitioner() -> impl Strategy<Value = PractitionerId<u64>> {
	prop_oneof![3 => PEOPLE.prop_map(by), 1 => Just(midwife())]
}

fn period() -> impl Strategy<Value = Period> {
	(0..4u64, proptest::option::weighted(0.3, 1..9u64)).prop_map(|(from, days)| Period {
		from: NOW + from * DAY,
		until: days.map(|days| NOW + (from + days) * DAY),
	})
}

fn call() -> impl Strategy<Value = Call<Test>> {
	let organization = || 0..3u32;
	let roles = || prop_oneof![Just(doctors_roles()), Just(Roles::of(&[Role::Nurse]))];
	let (kind, profile) = (OrganizationKind::Clinic, PROFILE);
	let rare = prop_oneof![
		(PEOPLE, period()).prop_map(move |(admin, accreditation)| {
			Call::accredit_organization { kind, admin, accreditation, profile }
		}),
		organization().prop_map(|organization| Call::suspend_organization { organization }),
		organization().prop_map(|organization| Call::reinstate_organization { organization }),
		organization().prop_map(|organization| Call::reinstate_organization { organization }),
		(organization(), period()).prop_map(|(organization, accreditation)| {
			Call::renew_accreditation { organization, accreditation }
		}),
		organization().prop_map(|organization| Call::revoke_accreditation { organization }),
		(organization(), organization())
			.prop_map(|(organization, by)| Call::succeed_organization { organization, by }),
	];
	let applying = prop_oneof![
		Just(Call::apply { kind, profile }),
		Just(Call::withdraw_application {}),
		(PEOPLE, period()).prop_map(|(applicant, accreditation)| Call::accept_application {
			applicant,
			accreditation
		}),
		PEOPLE.prop_map(|applicant| Call::reject_application { applicant }),
	];
	let managing = prop_oneof![
		(organization(), practitioner(), roles(), period()).prop_map(
			|(organization, practitioner, roles, licence)| Call::add_practitioner {
				organization,
				practitioner,
				roles,
				licence
			}
		),
		(organization(), practitioner(), roles(), period()).prop_map(
			|(organization, practitioner, roles, licence)| Call::change_practitioner {
				organization,
				practitioner,
				roles,
				licence
			}
		),
		(organization(), practitioner()).prop_map(|(organization, practitioner)| {
			Call::remove_practitioner { organization, practitioner }
		}),
		(organization(), PEOPLE)
			.prop_map(|(organization, account)| Call::add_admin { organization, account }),
		(organization(), PEOPLE)
			.prop_map(|(organization, account)| Call::remove_admin { organization, account }),
		(organization(), PEOPLE)
			.prop_map(|(organization, account)| Call::add_gateway { organization, account }),
		(organization(), PEOPLE)
			.prop_map(|(organization, account)| Call::remove_gateway { organization, account }),
	];
	let practising = prop_oneof![
		organization().prop_map(|organization| Call::leave { organization }),
		(organization(), practitioner(), any::<bool>()).prop_map(
			|(organization, practitioner, holds)| Call::set_emergency_role {
				organization,
				practitioner,
				holds
			}
		),
		(organization(), practitioner()).prop_map(|(organization, practitioner)| {
			Call::suspend_practitioner { organization, practitioner }
		}),
		(organization(), practitioner()).prop_map(|(organization, practitioner)| {
			Call::reinstate_practitioner { organization, practitioner }
		}),
		(organization(), practitioner()).prop_map(|(organization, practitioner)| {
			Call::forget_practitioner { organization, practitioner }
		}),
		(organization(), practitioner(), 0..3u8).prop_map(
			|(organization, practitioner, number)| Call::publish_practitioner_key {
				organization,
				practitioner,
				encryption_key: key(number)
			}
		),
	];
	prop_oneof![1 => rare, 1 => applying, 5 => managing, 3 => practising]
}

/// Who signs (root, if nobody), what, and how many days later.
fn step() -> impl Strategy<Value = (Option<u64>, Call<Test>, u64)> {
	(
		proptest::option::weighted(0.6, PEOPLE),
		call(),
		prop_oneof![5 => Just(0), 5 => 1..3u64, 1 => Just(RETENTION / DAY)],
	)
}

/// Who holds the emergency role, and who is suspended, present or not.
fn privileges() -> Vec<(u32, PractitionerId<u64>, bool, bool)> {
	let mut all = crate::Practitioners::<Test>::iter()
		.map(|(organization, practitioner, row)| {
			let holds = row.terms.current.roles.contains(Role::Emergency);
			(organization, practitioner, holds, row.state().is_suspended())
		})
		.collect::<Vec<_>>();
	all.sort();
	all
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..Default::default() })]

	#[test]
	fn no_sequence_of_calls_breaks_an_invariant(steps in proptest::collection::vec(step(), 1..80)) {
		let rich = PEOPLE.fold(ExtBuilder::default(), ExtBuilder::with_fortune);
		rich.with_doctor().with_gateway().build().execute_with(|| {
			accredit(4, OPEN);
			let mut now = NOW;
			for (who, call, days) in steps {
				now += days * DAY;
				go_to(now);
				let before = privileges();
				let is_licensing = who.is_none();
				let origin = who.map_or(root(), signed);
				let _ = call.dispatch_bypass_filter(origin);
				check();

				if !is_licensing {
					for (organization, practitioner, holds, suspended) in privileges() {
						let known = before
							.iter()
							.find(|row| (row.0, &row.1) == (organization, &practitioner));
						let (held, was_suspended) =
							known.map_or((false, false), |row| (row.2, row.3));
						prop_assert!(!holds || held, "only licensing gives the emergency role");
						prop_assert_eq!(suspended, was_suspended, "only licensing (un)suspends");
					}
					for (organization, practitioner, _, suspended) in &before {
						prop_assert!(
							!suspended
								|| crate::Practitioners::<Test>::contains_key(
									organization,
									practitioner
								),
							"a suspended row is never forgotten"
						);
					}
				}
			}
			Ok(())
		})?;
	}

	/// What was answered for a moment stays the answer, or becomes unknown: nothing that happens later
	/// changes it.
	#[test]
	fn the_past_is_never_rewritten(steps in proptest::collection::vec(step(), 1..60)) {
		ExtBuilder::default().with_doctor().with_gateway().build().execute_with(|| {
			let (mut now, mut answers) = (NOW, Vec::new());
			let actors = || {
				[acting(0, DOCTOR), acting(0, 5), acting_through(0, GATEWAY), acting_through(0, 6)]
			};
			for (who, call, days) in steps {
				let _ = call.dispatch_bypass_filter(who.map_or(root(), signed));
				for actor in actors() {
					answers.push((actor.clone(), now, ProviderRegistry::standing(actor, None)));
				}
				now += (days + 1) * DAY;
				go_to(now);
			}
			for (actor, at, then) in answers {
				let today = ProviderRegistry::standing(actor.clone(), Some(at));
				let denied = then.is_err() && today.is_err();
				prop_assert!(
					today == then || denied || today == Err(NotPractising::NoLongerKnown),
					"{:?} at {}: {:?} then, {:?} today", actor, at, then, today
				);
			}
			Ok(())
		})?;
	}

	/// A history answers every moment as a list without a bound would, or not at all.
	#[test]
	fn a_history_is_right_or_silent(
		changes in proptest::collection::vec((0..5u64, 0..4u8), 0..40),
	) {
		let mut history = History::new(0u8, 10);
		let (mut now, mut all) = (10, vec![(10, 0u8)]);
		for (later, value) in changes {
			now += later;
			history.change(value, now);
			all.push((now, value));
			prop_assert!(history.is_well_formed());
		}
		for moment in 0..=now + 1 {
			let truth = all.iter().rev().find(|(since, _)| *since <= moment).map(|entry| entry.1);
			match (history.at(moment), truth) {
				(Known::NotYet, truth) => prop_assert_eq!(truth, None),
				(Known::Unknown, truth) => {
					prop_assert!(truth.is_some() && moment < history.known_since);
				},
				(Known::Value(value), truth) => prop_assert_eq!(Some(*value), truth),
			}
		}
	}
}
