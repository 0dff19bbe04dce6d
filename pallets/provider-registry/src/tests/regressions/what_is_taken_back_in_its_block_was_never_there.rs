//! The decision in between was made on it, and the trail has it.

use crate::{mock::*, OrganizationState};
use frame_support::assert_ok;
use salus_primitives::{
	Moment, NotPractising, OnMisconduct, Period, ProviderDirectory, Role, Roles, Standing,
};

/// When everything happens, at once.
const AT: Moment = NOW + DAY;

fn nurse() -> Roles {
	Roles::of(&[Role::Nurse])
}

fn change(roles: Roles) {
	assert_ok!(ProviderRegistry::change_practitioner(signed(ADMIN), 0, by(DOCTOR), roles, OPEN));
}

fn remove() {
	assert_ok!(ProviderRegistry::remove_practitioner(signed(ADMIN), 0, by(DOCTOR)));
}

fn suspend_doctor() {
	assert_ok!(ProviderRegistry::suspend_practitioner(root(), 0, by(DOCTOR)));
}

fn reinstate_doctor() {
	assert_ok!(ProviderRegistry::reinstate_practitioner(root(), 0, by(DOCTOR)));
}

fn renew(accreditation: Period) {
	assert_ok!(ProviderRegistry::renew_accreditation(root(), 0, accreditation));
}

/// Lets `first` and `then` happen in one moment: what was answered in between is answered ever after, and
/// `later` from the next moment on.
#[track_caller]
fn in_one_moment(
	first: impl FnOnce(),
	then: impl FnOnce(),
	within: Result<Roles, NotPractising>,
	later: Result<Roles, NotPractising>,
) {
	go_to(AT);
	first();
	assert_eq!(doctor_now(), within);
	then();
	check();
	assert_eq!(doctor_now(), within, "within the block");
	for now in [AT + 1, AT + DAY] {
		go_to(now);
		assert_eq!(doctor_at(AT), within);
		assert_eq!(doctor_at(AT + 1), later);
		assert_eq!(doctor_now(), later);
	}
}

#[test]
fn whoever_was_added_and_removed_practised_in_between() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let left = Err(NotPractising::PractitionerLeft);
		in_one_moment(|| add(by(DOCTOR)), remove, Ok(doctors_roles()), left);
		assert_roles(DOCTOR, 0);
	});
}

#[test]
fn whoever_was_removed_and_added_did_not_practise_in_between() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let left = Err(NotPractising::PractitionerLeft);
		in_one_moment(remove, || add(by(DOCTOR)), left, Ok(doctors_roles()));
		assert_roles(DOCTOR, 1);
	});
}

#[test]
fn roles_that_were_changed_and_changed_back_counted_in_between() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let back = || change(doctors_roles());
		in_one_moment(|| change(nurse()), back, Ok(nurse()), Ok(doctors_roles()));
	});
}

#[test]
fn a_suspension_that_was_lifted_counted_in_between() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let suspended = Err(NotPractising::PractitionerSuspended);
		in_one_moment(suspend_doctor, reinstate_doctor, suspended, Ok(doctors_roles()));
	});
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let suspended = Err(NotPractising::OrganizationSuspended);
		in_one_moment(suspend, reinstate, suspended, Ok(doctors_roles()));
	});
}

#[test]
fn whoever_was_reinstated_and_suspended_again_could_act_in_between() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend_doctor();
		let suspended = Err(NotPractising::PractitionerSuspended);
		in_one_moment(reinstate_doctor, suspend_doctor, Ok(doctors_roles()), suspended);
	});
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		suspend();
		let suspended = Err(NotPractising::OrganizationSuspended);
		in_one_moment(reinstate, suspend, Ok(doctors_roles()), suspended);
	});
}

#[test]
fn an_accreditation_that_was_renewed_and_taken_back_counted_in_between() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let later = Period { from: AT + 9 * DAY, until: None };
		let renewed = || renew(later);
		let not_accredited = Err(NotPractising::NotAccredited);
		in_one_moment(renewed, || renew(OPEN), not_accredited, Ok(doctors_roles()));
	});
}

/// What the midwife could do through the gateway.
fn through_gateway(at: Moment) -> Result<Standing, NotPractising> {
	ProviderRegistry::standing(acting_through(0, GATEWAY), Some(at))
}

fn add_gateway() {
	assert_ok!(ProviderRegistry::add_gateway(signed(ADMIN), 0, GATEWAY));
}

fn remove_gateway() {
	assert_ok!(ProviderRegistry::remove_gateway(signed(ADMIN), 0, GATEWAY));
}

#[test]
fn a_gateway_that_was_added_and_removed_was_one_in_between() {
	ExtBuilder::default().with_organization().build_and_execute(|| {
		add(midwife());
		go_to(AT);
		add_gateway();
		remove_gateway();
		assert_roles(GATEWAY, 0);
		check();
		for now in [AT, AT + 1, AT + DAY] {
			go_to(now);
			assert_eq!(through_gateway(AT - 1), Err(NotPractising::NotAGateway));
			assert!(through_gateway(AT).is_ok());
			assert_eq!(through_gateway(AT + 1), Err(NotPractising::NotAGateway));
		}
		// Its place is free again.
		for account in 100..108 {
			assert_ok!(ProviderRegistry::add_gateway(signed(ADMIN), 0, account));
		}
		assert!(through_gateway(AT).is_ok());
	});
}

#[test]
fn a_gateway_that_was_removed_and_added_was_none_in_between() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		go_to(AT);
		remove_gateway();
		assert_eq!(through_gateway(AT), Err(NotPractising::NotAGateway));
		add_gateway();
		assert_roles(GATEWAY, 1);
		check();
		for now in [AT, AT + 1, AT + DAY] {
			go_to(now);
			assert!(through_gateway(AT - 1).is_ok());
			assert_eq!(through_gateway(AT), Err(NotPractising::NotAGateway));
			assert!(through_gateway(AT + 1).is_ok());
		}
	});
}

#[test]
fn a_gateway_that_comes_and_goes_in_one_moment_leaves_what_counted_and_what_came_last() {
	ExtBuilder::default().with_gateway().build_and_execute(|| {
		go_to(AT);
		for _ in 0..20 {
			remove_gateway();
			check();
			add_gateway();
			check();
		}
		remove_gateway();
		go_to(AT + DAY);
		assert!(through_gateway(AT - 1).is_ok());
		for at in [AT, AT + 1] {
			assert_eq!(through_gateway(at), Err(NotPractising::NotAGateway));
		}
	});
}

#[test]
fn a_misconduct_counts_from_the_next_moment_on_after_another_change() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let suspended = Err(NotPractising::PractitionerSuspended);
		let verdict = || ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		in_one_moment(|| change(nurse()), verdict, Ok(nurse()), suspended);
		assert!(doctors_row().state().is_suspended());
	});
	// It is not lost by changes after it.
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		go_to(AT);
		change(nurse());
		ProviderRegistry::on_misconduct(0, &by(DOCTOR));
		change(doctors_roles());
		remove();
		add(by(DOCTOR));
		check();
		go_to(AT + 1);
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));
		assert_eq!(doctor_at(AT), Ok(nurse()));
	});
}

#[test]
fn a_revocation_that_never_counted_is_remembered() {
	let vouches = || <ProviderRegistry as ProviderDirectory<u64>>::vouches(0, AT);
	ExtBuilder::default().with_organization().build_and_execute(|| {
		let by = accredit(OUTSIDER, OPEN);
		go_to(AT);
		suspend();
		assert!(vouches());
		revoke();
		assert!(!vouches());
		assert_ok!(ProviderRegistry::succeed_organization(root(), 0, by));
		check();
		assert_eq!(organizations_row().state(), OrganizationState::Succeeded { by });
		for now in [AT, AT + DAY] {
			go_to(now);
			assert!(!vouches());
		}
	});
}

#[test]
fn whoever_is_over_in_the_next_moment_follows_nobody() {
	for end in [revoke as fn(), be_followed, suspend] {
		ExtBuilder::default().build_and_execute(|| {
			accredit(ADMIN, OPEN);
			end();
			let ended = accredit(ADMIN, OPEN);
			assert!(
				ProviderRegistry::is_accredited(0, NOW),
				"the first change was the accreditation"
			);
			frame_support::assert_noop!(
				ProviderRegistry::succeed_organization(root(), ended, 0),
				crate::Error::<Test>::OrganizationNotAccredited
			);
		});
	}
}

#[test]
fn whoever_follows_two_in_one_moment_has_the_second_in_the_next() {
	ExtBuilder::default().with_doctor().build_and_execute(|| {
		let (first, second) = (accredit(ADMIN, OPEN), accredit(ADMIN, OPEN));
		go_to(AT);
		let followed = |at| {
			let standing = ProviderRegistry::standing(acting(0, DOCTOR), Some(at));
			standing.expect("the doctor practises").predecessors.to_vec()
		};
		assert_ok!(ProviderRegistry::succeed_organization(root(), first, 0));
		assert_eq!(followed(AT), [first]);
		assert_ok!(ProviderRegistry::succeed_organization(root(), second, 0));
		assert_eq!(followed(AT), [first]);
		assert_eq!(followed(AT + 1), [first, second]);
		assert!(followed(AT - 1).is_empty());
	});
}

#[test]
fn a_chain_may_begin_at_moment_zero() {
	let genesis = crate::GenesisOrganization {
		kind: salus_primitives::OrganizationKind::Hospital,
		admin: ADMIN,
		practitioners: vec![(DOCTOR, doctors_roles())],
	};
	ExtBuilder::default().with_genesis(vec![genesis]).build_and_execute(|| {
		go_to(0);
		suspend_doctor();
		reinstate_doctor();
		suspend_doctor();
		assert_eq!(doctor_now(), Ok(doctors_roles()));
		go_to(1);
		assert_eq!(doctor_now(), Err(NotPractising::PractitionerSuspended));
		assert_eq!(doctor_at(0), Ok(doctors_roles()));
	});
}
