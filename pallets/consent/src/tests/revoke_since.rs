use super::{emergency::*, *};
use frame_support::{
	assert_noop,
	dispatch::CheckIfFeeless,
	storage::{with_transaction, TransactionOutcome::Rollback},
};
use salus_primitives::{Basis, Commitment, PatientId};
use sp_runtime::{DispatchError, DispatchResult};

/// When the key came into the wrong hands.
const STOLEN: Moment = START + DAY;

fn lasting() -> Provision<u64> {
	Provision { period: Period { from: START, until: None }, ..disclosable() }
}

fn revoke_since_by(account: u64, since: Moment) -> DispatchResult {
	Consent::revoke_since(signed(account), PATIENT, since)
}

fn live() -> Vec<GrantId> {
	head().live.iter().map(|live| live.id).collect()
}

fn listed(since: Moment) -> Vec<GrantId> {
	let given = Consent::given_since(PATIENT, since);
	let mut ids: Vec<GrantId> = given.iter().map(|(_, grant)| grant.id).collect();
	ids.sort();
	ids
}

fn changes() -> ChangesSince<u64> {
	Consent::changes_since(PATIENT, STOLEN)
}

#[test]
fn what_was_given_since_ends_at_once_and_what_was_given_before_stays() {
	run(|| {
		let before = grant_to(HOSPITAL, lasting());
		go_to(STOLEN - 1);
		let just_before = grant_to(CLINIC, lasting());
		go_to(STOLEN);
		let at_once = grant_to(CLINIC, lasting());
		pass(HOUR);
		let later = grant_to(HOSPITAL, lasting());
		pass(HOUR);
		assert_eq!(listed(STOLEN), [at_once, later]);
		assert_ok!(revoke_since_by(CONTROLLER, STOLEN));
		assert_told(
			Actor::Person(CONTROLLER),
			AuditedEvent::RevokedSince { since: STOLEN, grants: 2 },
			Event::RevokedSince { patient: PATIENT, since: STOLEN, grants: 2 },
		);
		assert_eq!(live(), [before, just_before]);
		assert_eq!(decide(&reading()), Decision::Permit(Basis::Grant(before)));
		assert!(listed(STOLEN).is_empty());
	});
}

#[test]
fn what_was_passed_on_since_ends_whatever_it_was_passed_on_from() {
	run(|| {
		let old = grant_to(HOSPITAL, lasting());
		let old_child = refer(old, CLINIC, lasting());
		go_to(STOLEN);
		Providers::accredit(200);
		let from_old = refer(old, 200, broad_later());
		let new = grant_to(HOSPITAL, lasting());
		let from_new = refer(new, CLINIC, broad_later());
		assert_eq!(listed(0).len(), 5);
		assert_ok!(revoke_since_by(CONTROLLER, STOLEN));
		assert_eq!(live(), [old, old_child]);
		System::assert_last_event(
			Event::RevokedSince { patient: PATIENT, since: STOLEN, grants: 3 }.into(),
		);
		for ended in [from_old, new, from_new] {
			assert!(!head().is_live(ended));
		}
	});
}

/// As [`broad`], on the day on which the key was stolen.
fn broad_later() -> Provision<u64> {
	Provision { period: Period { from: STOLEN, until: Some(STOLEN + DAY) }, ..broad() }
}

#[test]
fn a_version_made_since_ends_although_the_first_was_given_before() {
	run(|| {
		let amended = grant_to(HOSPITAL, lasting());
		let narrowed = grant_to(CLINIC, lasting());
		let untouched = grant_to(CLINIC, lasting());
		go_to(STOLEN);
		assert_ok!(Consent::amend(signed(CONTROLLER), PATIENT, amended, lasting(), None, None));
		assert_ok!(Consent::exclude_class(signed(CONTROLLER), PATIENT, narrowed, NOTE));
		assert_ok!(revoke_since_by(CONTROLLER, STOLEN));
		assert_eq!(live(), [untouched]);
	});
}

#[test]
fn an_approved_request_gave_a_grant_and_an_open_one_stays() {
	run(|| {
		go_to(STOLEN);
		for (who, capacity) in [(PHYSICIAN, AT_HOSPITAL), (SPECIALIST, AT_CLINIC)] {
			let reason = Commitment::zero();
			let asking =
				Consent::request_consent(signed(who), PATIENT, capacity, broad_later(), reason);
			assert_ok!(asking);
		}
		let (by, provision) = (signed(CONTROLLER), broad_later());
		assert_ok!(Consent::approve_request(by, PATIENT, HOSPITAL, provision, None, None));
		assert_ok!(revoke_since_by(CONTROLLER, STOLEN));
		assert!(live().is_empty());
		let open = Consent::open_requests(PATIENT);
		assert_eq!(open.iter().map(|(of, _)| *of).collect::<Vec<_>>(), [CLINIC]);
	});
}

#[test]
fn a_decision_about_a_moment_in_between_stays_as_it_was() {
	run(|| {
		go_to(STOLEN);
		let grant = grant_to(HOSPITAL, lasting());
		pass(HOUR);
		assert_ok!(revoke_since_by(CONTROLLER, STOLEN));
		assert!(!is_permitted(&reading()));
		pass(DAY);
		for at in [STOLEN, STOLEN + HOUR - 1] {
			assert_eq!(decide_at(&reading(), at), Decision::Permit(Basis::Grant(grant)));
		}
		assert!(!decide_at(&reading(), STOLEN + HOUR).is_permitted());
	});
}

#[test]
fn it_works_while_frozen_by_whoever_may_revoke() {
	run(|| {
		represent(PARENT);
		for account in [CONTROLLER, PARENT] {
			grant_to(HOSPITAL, lasting());
			Patients::freeze(PATIENT);
			assert_ok!(revoke_since_by(account, START));
			Patients::thaw(PATIENT);
		}
	});
}

#[test]
fn it_is_free_for_whoever_may_revoke_and_for_nobody_else() {
	run(|| {
		represent(PARENT);
		let call = Call::<Test>::revoke_since { patient: PATIENT, since: 0 };
		for (account, free) in [(CONTROLLER, true), (PARENT, true), (STRANGER, false)] {
			assert_eq!(call.is_feeless(&signed(account)), free, "account {account}");
		}
	});
}

#[test]
fn there_must_be_something_to_end() {
	run(|| {
		for since in [0, START, Moment::MAX] {
			assert_noop!(revoke_since_by(CONTROLLER, since), Error::<Test>::NothingToDo);
		}
		grant_to(HOSPITAL, broad());
		assert_noop!(revoke_since_by(CONTROLLER, START + 1), Error::<Test>::NothingToDo);
		go_to(START + HOUR);
		assert_noop!(revoke_since_by(CONTROLLER, START), Error::<Test>::NothingToDo);
	});
}

#[test]
fn only_the_patient_s_side_may() {
	run(|| {
		grant_to(HOSPITAL, broad());
		let no_power = Relation::Representative(Powers::of(&[Power::Access, Power::Records]));
		Patients::relate(PATIENT, PARENT, no_power);
		for account in [STRANGER, PHYSICIAN, PARENT] {
			assert_noop!(revoke_since_by(account, 0), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			Consent::revoke_since(signed(CONTROLLER), PatientId([9; 32]), 0),
			Error::<Test>::PatientNotFound
		);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Consent::revoke_since(origin, PATIENT, 0), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn whatever_the_moment_the_same_grants_are_listed_and_ended() {
	for given_before in 0..=MAX_LIVE_GRANTS {
		run(|| {
			for number in 0..MAX_LIVE_GRANTS {
				let organization = 100 + number % 8;
				Providers::accredit(organization);
				if number == given_before {
					go_to(STOLEN);
				}
				grant_to(organization, lasting());
			}
			let expected: Vec<GrantId> = (given_before..MAX_LIVE_GRANTS).collect();
			assert_eq!(listed(STOLEN), expected);
			let ended = revoke_since_by(CONTROLLER, STOLEN);
			assert_eq!(ended.is_ok(), !expected.is_empty());
			assert_eq!(live(), (0..given_before).collect::<Vec<_>>());
		});
	}
}

#[test]
fn it_looks_at_eight_files_at_most() {
	run(|| {
		let organizations = 100..100 + MAX_LIVE_GRANTS;
		for organization in organizations.clone() {
			Providers::accredit(organization);
			grant_to(organization, lasting());
		}
		// All were given before, so there is nothing to end; unless a row that is looked at is missing, which is
		// taken for given since.
		let is_looked_at = |organization: &OrganizationId| {
			with_transaction(|| {
				Files::<Test>::remove(PATIENT, organization);
				Rollback(Ok::<_, DispatchError>(revoke_since_by(CONTROLLER, Moment::MAX).is_ok()))
			})
		};
		let looked_at = organizations.filter(|of| is_looked_at(of) == Ok(true)).count();
		assert!((1..=8).contains(&looked_at), "{looked_at} files");
	});
}

#[test]
fn what_was_set_and_lifted_since_is_listed() {
	run(|| {
		let of_hospital = all_to(Refused::Organization(HOSPITAL));
		let of_clinic = all_to(Refused::Organization(CLINIC));
		let kept = refuse(all_to(Refused::Everybody));
		let lifted = refuse(of_hospital.clone());
		mark_confidential(NOTE);
		mark_confidential(CONDITION);
		go_to(STOLEN - 1);
		assert_eq!(Consent::changes_since(PATIENT, STOLEN - 1), nothing());

		go_to(STOLEN);
		let by = || signed(CONTROLLER);
		assert_ok!(Consent::lift_refusal(by(), PATIENT, lifted));
		let set = refuse(of_clinic.clone());
		refuse_all(true);
		assert_ok!(Consent::opt_out_of_emergencies(by(), PATIENT));
		assert_ok!(Consent::unmark_confidential(by(), PATIENT, NOTE));
		mark_confidential(OBSERVATION);
		let grant = grant_to(CLINIC, lasting());

		let ChangesSince {
			grants,
			restrictions_set,
			restrictions_lifted,
			emergency_ring,
			is_complete,
		} = changes();
		assert_eq!(emergency_ring, None);
		assert_eq!(grants.iter().map(|(_, grant)| grant.id).collect::<Vec<_>>(), [grant]);
		assert_eq!(restrictions_set.refusals.iter().map(|row| row.id).collect::<Vec<_>>(), [set]);
		assert!(restrictions_set.refuse_all.is_some_and(|all| all.even_in_emergency));
		assert!(restrictions_set.opt_out.is_some());
		let marked = restrictions_set.confidential.iter().map(|marked| marked.class);
		assert_eq!(marked.collect::<Vec<_>>(), [OBSERVATION]);
		let gone = restrictions_lifted.iter().map(|row| row.restriction.clone());
		assert_eq!(
			gone.collect::<Vec<_>>(),
			[Restriction::Confidential(NOTE), Restriction::Refusal(of_hospital)]
		);
		assert!(is_complete);
		assert!(head().refusals.iter().any(|row| row.id == kept));
	});
}

fn nothing() -> ChangesSince<u64> {
	ChangesSince {
		grants: vec![],
		restrictions_set: Head::default().into(),
		restrictions_lifted: vec![],
		emergency_ring: None,
		is_complete: true,
	}
}

#[test]
fn what_was_set_and_lifted_again_or_lifted_and_set_again_is_no_change() {
	run(|| {
		let by = || signed(CONTROLLER);
		let standing = refuse(all_to(Refused::Organization(HOSPITAL)));
		assert_ok!(Consent::opt_out_of_emergencies(by(), PATIENT));
		go_to(STOLEN);
		assert_ok!(Consent::lift_refusal(by(), PATIENT, standing));
		assert_ok!(Consent::opt_in_to_emergencies(by(), PATIENT));
		refuse_all(false);
		let passing = refuse(all_to(Refused::Organization(CLINIC)));
		pass(HOUR);
		refuse(all_to(Refused::Organization(HOSPITAL)));
		assert_ok!(Consent::opt_out_of_emergencies(by(), PATIENT));
		assert_ok!(Consent::lift_refuse_all(by(), PATIENT));
		assert_ok!(Consent::lift_refusal(by(), PATIENT, passing));
		assert_eq!(changes(), nothing());
	});
}

#[test]
fn a_refusal_of_everything_that_was_weakened_is_listed_as_both() {
	run(|| {
		refuse_all(true);
		go_to(STOLEN);
		refuse_all(false);
		let ChangesSince { restrictions_set, restrictions_lifted, .. } = changes();
		assert_eq!(restrictions_set.refuse_all.map(|all| all.even_in_emergency), Some(false));
		let lifted = restrictions_lifted.into_iter().map(|row| row.restriction);
		assert_eq!(lifted.collect::<Vec<_>>(), [Restriction::All { even_in_emergency: true }]);
	});
}

#[test]
fn what_a_thief_set_is_lifted_with_a_call_for_each_of_few_things() {
	run(|| {
		go_to(STOLEN);
		let by = || signed(CONTROLLER);
		refuse_all(true);
		assert_ok!(Consent::opt_out_of_emergencies(by(), PATIENT));
		for class in 0..4 * MAX_REFUSALS as u16 {
			refuse(Refusal { class: Some(RecordClass(class)), ..all_to(Refused::Everybody) });
		}
		for class in 0..MAX_CONFIDENTIAL as u16 {
			mark_confidential(RecordClass(class));
		}
		pass(DAY);
		let exceptions = ClassSet::truncate_from(vec![NOTE]);
		assert_ok!(Consent::mark_all_confidential(by(), PATIENT, exceptions));
		let Restrictions { refusals, refuse_all, opt_out, confidential, all_confidential } =
			changes().restrictions_set;
		assert!(all_confidential.is_some());
		assert_ok!(Consent::unmark_all_confidential(by(), PATIENT));
		assert!(refuse_all.is_some() && opt_out.is_some());
		assert_ok!(Consent::lift_refuse_all(by(), PATIENT));
		assert_ok!(Consent::opt_in_to_emergencies(by(), PATIENT));
		assert!(refusals.len() <= MAX_REFUSALS as usize);
		for standing in refusals {
			assert_ok!(Consent::lift_refusal(by(), PATIENT, standing.id));
		}
		for marked in confidential {
			assert_ok!(Consent::unmark_confidential(by(), PATIENT, marked.class));
		}
		assert_eq!(changes(), nothing());
		assert_eq!(Consent::restrictions(PATIENT), Head::default().into());
	});
}

#[test]
fn a_list_that_is_cut_short_says_so() {
	run(|| {
		let by = || signed(CONTROLLER);
		let first = refuse(all_to(Refused::Organization(HOSPITAL)));
		go_to(STOLEN);
		assert_ok!(Consent::lift_refusal(by(), PATIENT, first));
		let lift_others = |count: u32| {
			for _ in 0..count {
				let other = refuse(all_to(Refused::Organization(CLINIC)));
				pass(1);
				assert_ok!(Consent::lift_refusal(by(), PATIENT, other));
			}
		};
		lift_others(1_023);
		assert!(changes().is_complete);
		assert_eq!(changes().restrictions_lifted.len(), 1);
		lift_others(1);
		assert!(!changes().is_complete, "more than 1,024 were lifted");
		assert!(changes().restrictions_lifted.is_empty());
		assert!(Consent::changes_since(PATIENT, STOLEN + 2).is_complete);
	});
}

#[test]
fn what_is_forgotten_makes_a_list_incomplete() {
	run(|| {
		let by = || signed(CONTROLLER);
		let early = refuse(all_to(Refused::Organization(HOSPITAL)));
		pass(MINUTE);
		assert_ok!(Consent::lift_refusal(by(), PATIENT, early));
		let lifted_at = START + MINUTE;
		assert!(Consent::changes_since(PATIENT, START + 1).is_complete);
		LiftedRestrictions::<Test>::remove(PATIENT, 0);
		ForgottenBefore::<Test>::put(lifted_at);
		pass(MINUTE);
		let late = refuse(all_to(Refused::Organization(CLINIC)));
		pass(MINUTE);
		assert_ok!(Consent::lift_refusal(by(), PATIENT, late));
		assert!(!Consent::changes_since(PATIENT, lifted_at).is_complete);
		assert!(Consent::changes_since(PATIENT, lifted_at + 1).is_complete);
	});
}
