use crate::{mock::*, Error, Event, OrganizationState};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	NotPractising, OrganizationId, Period, ProviderDirectory, MAX_PREDECESSORS,
};
use sp_runtime::{DispatchError, DispatchResult};

fn follow(organization: OrganizationId, by: OrganizationId) -> DispatchResult {
	ProviderRegistry::succeed_organization(root(), organization, by)
}

/// The organizations that `organization` had followed at `at`.
fn predecessors(organization: OrganizationId, at: u64) -> Vec<OrganizationId> {
	ProviderRegistry::organization(organization).expect("accredited").predecessors_at(at).to_vec()
}

#[test]
fn another_organization_follows_and_the_first_is_over() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let by = accredit(OUTSIDER, OPEN);
		go_to(NOW + DAY);
		assert_ok!(follow(0, by));

		assert_eq!(organizations_row().state(), OrganizationState::Succeeded { by });
		assert_eq!(doctor_now(), Err(NotPractising::OrganizationSucceeded));
		assert!(!ProviderRegistry::is_accredited(0, NOW + DAY));
		assert_eq!(doctor_at(NOW + DAY - 1), Ok(doctors_roles()));
		assert!(ProviderRegistry::is_accredited(by, NOW + DAY));
		System::assert_last_event(Event::OrganizationSucceeded { organization: 0, by }.into());
	});
}

#[test]
fn authorship_follows_from_that_moment_on_and_practitioners_do_not() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let by = accredit(ADMIN, OPEN);
		assert_ok!(ProviderRegistry::add_practitioner(
			signed(ADMIN),
			by,
			crate::mock::by(OUTSIDER),
			doctors_roles(),
			OPEN
		));
		go_to(NOW + DAY);
		assert_ok!(follow(0, by));

		let followed = |at| {
			ProviderRegistry::standing(acting(by, OUTSIDER), at)
				.map(|standing| standing.predecessors.to_vec())
		};
		assert_eq!(followed(None), Ok(vec![0]));
		assert_eq!(followed(Some(NOW + DAY - 1)), Ok(vec![]));
		assert_eq!(
			ProviderRegistry::standing(acting(by, DOCTOR), None),
			Err(NotPractising::NotAPractitioner)
		);
	});
}

#[test]
fn whom_the_first_had_followed_the_next_follows_too() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..4 {
			accredit(ADMIN, OPEN);
		}
		assert_ok!(follow(0, 1));
		go_to(NOW + DAY);
		assert_ok!(follow(1, 2));
		go_to(NOW + 2 * DAY);
		assert_ok!(follow(3, 2));

		assert!(predecessors(2, NOW).is_empty());
		assert_eq!(predecessors(2, NOW + DAY), [0, 1]);
		assert_eq!(predecessors(2, NOW + 2 * DAY), [0, 1, 3]);
		assert_eq!(predecessors(1, NOW), [0]);
	});
}

#[test]
fn a_suspended_or_revoked_organization_can_be_followed() {
	for end in [suspend, revoke] {
		ExtBuilder::default().with_organization().build_and_execute(|| {
			end();
			let by = succeed();
			assert_eq!(organizations_row().state(), OrganizationState::Succeeded { by });
			assert_eq!(predecessors(by, NOW + 1), [0]);
		});
	}
}

#[test]
fn an_organization_is_followed_once() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let by = succeed();
		let another = accredit(ADMIN, OPEN);
		for by in [by, another] {
			assert_noop!(follow(0, by), Error::<Test>::OrganizationEnded);
		}
	});
}

#[test]
fn an_organization_follows_neither_itself_nor_its_successor() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		assert_noop!(follow(0, 0), Error::<Test>::CannotSucceedItself);
		let by = succeed();
		assert_noop!(follow(by, 0), Error::<Test>::OrganizationNotAccredited);
	});
}

#[test]
fn whoever_follows_must_be_accredited() {
	ExtBuilder::default().build_and_execute(|| {
		accredit(ADMIN, Period { from: NOW + DAY, until: None });
		accredit(ADMIN, OPEN);
		assert_noop!(follow(1, 0), Error::<Test>::OrganizationNotAccredited);
		go_to(NOW + DAY);
		suspend();
		assert_noop!(follow(1, 0), Error::<Test>::OrganizationNotAccredited);
		revoke();
		assert_noop!(follow(1, 0), Error::<Test>::OrganizationNotAccredited);
	});
}

#[test]
fn an_organization_follows_no_more_than_it_can_remember() {
	ExtBuilder::default().build_and_execute(|| {
		let last = MAX_PREDECESSORS + 1;
		for _ in 0..=last {
			accredit(ADMIN, OPEN);
		}
		// One by one, and then one that brings another.
		for organization in 1..MAX_PREDECESSORS {
			assert_ok!(follow(organization, 0));
		}
		assert_ok!(follow(last, MAX_PREDECESSORS));
		assert_noop!(follow(MAX_PREDECESSORS, 0), Error::<Test>::MaxPredecessorsExceeded);
	});
}

#[test]
fn an_unknown_organization_neither_follows_nor_is_followed() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		for (organization, by) in [(0, 1), (1, 0)] {
			assert_noop!(follow(organization, by), Error::<Test>::OrganizationNotFound);
		}
	});
}

#[test]
fn only_the_accrediting_origin_lets_an_organization_follow() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let by = accredit(ADMIN, OPEN);
		for origin in [RuntimeOrigin::none(), signed(ADMIN)] {
			assert_noop!(
				ProviderRegistry::succeed_organization(origin, 0, by),
				DispatchError::BadOrigin
			);
		}
	});
}
