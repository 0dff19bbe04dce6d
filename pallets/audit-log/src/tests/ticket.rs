//! When a ticket holds.

use crate::{mock::*, Entries, Error, Pallet, Ticket, TicketFault, TicketTarget};
use codec::Encode;
use frame_support::assert_ok;
use salus_primitives::{
	doubles::{Patients, Policy, Providers},
	AccessRequest, Action, Actor, AuditTrail, AuditedEvent, Basis, Decision, Denial, Encounter,
	NotPractising, PatientId, Purpose, Role, Roles, Target, Targets, TicketHolder, TrailId,
};

/// Somebody who keeps ciphertext for the hospital.
const CUSTODIAN_OF_HOSPITAL: u64 = 11;

fn check(sequence: u64) -> Result<Ticket<u64>, TicketFault> {
	AuditLog::check_ticket(PATIENT, sequence, PHYSICIAN, None, ARCHIVE)
}

/// Lets the custodian redeem the physician's ticket.
fn redeem(sequence: u64) {
	assert_ok!(AuditLog::redeem_ticket(
		RuntimeOrigin::signed(KEEPER),
		PATIENT,
		sequence,
		PHYSICIAN,
		None,
		ARCHIVE,
		SECRET,
		Targets::new(),
	));
}

#[test]
fn a_ticket_tells_what_may_be_released_to_whom() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		wait(60_000);
		assert_eq!(
			check(sequence),
			Ok(Ticket {
				requester: Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
				reader: Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN },
				action: Action::Access,
				purpose: Purpose::Treatment,
				targets: vec![TicketTarget { target: TARGET, basis: GRANT }],
				custodian: ARCHIVE,
				issued_at: NOW,
				expires_at: NOW + LIFETIME,
				claim: SECRET.claim(),
				is_single_use: true,
			})
		);
	});
}

#[test]
fn the_policy_is_asked_again_with_the_same_request() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		assert_ok!(check(sequence));
		let asked: Vec<AccessRequest<u64>> = Policy::asked();
		assert_eq!(asked.len(), 2);
		assert_eq!(asked[0], asked[1]);
	});
}

#[test]
fn a_place_without_a_permitted_attempt_is_no_ticket() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(check(0), Err(TicketFault::TicketNotFound));
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		Policy::answer(Decision::Permit(GRANT));
		assert_eq!(check(0), Err(TicketFault::TicketNotFound), "a denied attempt stays denied");
		assert_eq!(check(1), Err(TicketFault::TicketNotFound));
		assert_eq!(check(u64::MAX), Err(TicketFault::TicketNotFound));

		let actor = Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
		let other = AuditedEvent::EncryptionKeyReplaced { epoch: 1 };
		let sequence = AuditLog::append(TrailId::Patient(PATIENT), actor, other);
		assert_eq!(check(sequence), Err(TicketFault::TicketNotFound));
	});
}

#[test]
fn an_attempt_in_an_organizations_trail_is_no_ticket() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(ask(PHYSICIAN, NOBODY, AT_HOSPITAL));
		assert!(Entries::<Test>::contains_key(TrailId::Organization(HOSPITAL), 0));
		Patients::open(NOBODY, CONTROLLER);
		Policy::answer(Decision::Permit(GRANT));
		assert_eq!(
			AuditLog::check_ticket(NOBODY, 0, PHYSICIAN, None, ARCHIVE),
			Err(TicketFault::TicketNotFound)
		);
	});
}

#[test]
fn a_ticket_holds_for_its_holder_and_its_custodian_only() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		assert_eq!(
			AuditLog::check_ticket(PATIENT, sequence, OUTSIDER, None, ARCHIVE),
			Err(TicketFault::NotTicketHolder)
		);
		assert_eq!(
			AuditLog::check_ticket(PATIENT, sequence, PHYSICIAN, None, HOSPITAL),
			Err(TicketFault::WrongCustodian)
		);
	});
}

#[test]
fn a_gateways_ticket_is_the_gateways_and_names_the_practitioner() {
	const OTHER_GATEWAY: u64 = 5;
	ExtBuilder::default().build_and_execute(|| {
		Providers::admit_through(HOSPITAL, OTHER_GATEWAY, RESIDENT, Roles::ALL);
		let sequence = ticket_for(GATEWAY, FOR_RESIDENT);
		let shown_by = |holder| AuditLog::check_ticket(PATIENT, sequence, holder, None, ARCHIVE);
		let actor =
			Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: RESIDENT };
		assert_eq!(shown_by(GATEWAY).unwrap().reader, actor);
		// Checking it asks about the same practitioner again.
		let asked = Policy::asked();
		assert_eq!(asked.len(), 2);
		assert!(asked.iter().all(|request| request.actor == actor));
		for other in [OTHER_GATEWAY, PHYSICIAN, CONTROLLER] {
			assert_eq!(shown_by(other), Err(TicketFault::NotTicketHolder));
		}
		Policy::answer(Decision::Deny(Denial::NotPractising(NotPractising::PractitionerLeft)));
		assert_eq!(shown_by(GATEWAY), Err(TicketFault::NoLongerPermitted));
	});
}

#[test]
fn a_ticket_holds_until_its_lifetime_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		wait(LIFETIME - 1);
		assert_ok!(check(sequence));
		wait(LIFETIME);
		assert_eq!(check(sequence), Err(TicketFault::TicketExpired));
	});
}

#[test]
fn a_revocation_beats_a_ticket() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		for decision in [Decision::Deny(Denial::NotGranted), Decision::Unknown] {
			Policy::answer(decision);
			assert_eq!(check(sequence), Err(TicketFault::NoLongerPermitted));
		}
		Policy::answer(Decision::Permit(GRANT));
		Patients::close(PATIENT);
		assert_eq!(check(sequence), Err(TicketFault::NoLongerPermitted));
	});
}

#[test]
fn a_ticket_does_not_come_back_to_life_on_another_ground() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_eq!(check(sequence), Err(TicketFault::NoLongerPermitted));
		let others = [Basis::Grant(6), Basis::Policy(5), Basis::Emergency(5), Basis::Author];
		for other in others {
			Policy::answer(Decision::Permit(other));
			assert_eq!(check(sequence), Err(TicketFault::NoLongerPermitted), "{other:?}");
		}
		// Whoever is permitted anew asks anew.
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_eq!(check(sequence + 1).unwrap().targets[0].basis, Basis::Author);
		Policy::answer(Decision::Permit(GRANT));
		assert_eq!(check(sequence).unwrap().targets[0].basis, GRANT);
	});
}

#[test]
fn only_what_shows_records_is_a_ticket() {
	ExtBuilder::default().build_and_execute(|| {
		for action in [Action::Access, Action::Disclose, Action::Use] {
			assert_eq!(check(permitted_to(action)).unwrap().action, action);
		}
		for action in [Action::Collect, Action::Correct] {
			let sequence = permitted_to(action);
			assert_eq!(check(sequence), Err(TicketFault::NothingToRelease), "{action:?}");
		}
	});
}

#[test]
fn that_nothing_is_released_tells_nothing_else() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = permitted_to(Action::Correct);
		assert_eq!(
			AuditLog::check_ticket(PATIENT, sequence, OUTSIDER, None, ARCHIVE),
			Err(TicketFault::NotTicketHolder)
		);
		assert_eq!(
			AuditLog::check_ticket(PATIENT, sequence, PHYSICIAN, None, HOSPITAL),
			Err(TicketFault::WrongCustodian)
		);
		let asked = Policy::asked().len();
		Policy::answer(Decision::Deny(Denial::NotGranted));
		wait(LIFETIME);
		assert_eq!(check(sequence), Err(TicketFault::NothingToRelease));
		assert_eq!(Policy::asked().len(), asked, "the policy is not asked");
	});
}

#[test]
fn a_redeemed_ticket_holds_no_more() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		redeem(sequence);
		assert_eq!(check(sequence), Err(TicketFault::TicketRedeemed));
	});
}

#[test]
fn a_mark_counts_for_a_ticket_that_serves_once_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		redeem(sequence);
		ServesOnce::set(false);
		assert!(!check(sequence).unwrap().is_single_use);
	});
}

/// One fault each, so that the first tells which is looked at first.
#[test]
fn a_ticket_is_judged_in_the_documented_order() {
	ExtBuilder::default().build_and_execute(|| {
		let denied = {
			assert_ok!(ask_to(Action::Correct, PHYSICIAN, PATIENT, AT_HOSPITAL));
			latest()
		};
		let correcting = permitted_to(Action::Correct);
		let (used, fresh) = (ticket(), ticket());
		redeem(used);
		let shown = |sequence, holder, custodian| {
			AuditLog::check_ticket(PATIENT, sequence, holder, None, custodian)
		};
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_eq!(shown(77, OUTSIDER, HOSPITAL), Err(TicketFault::TicketNotFound));
		assert_eq!(shown(denied, OUTSIDER, HOSPITAL), Err(TicketFault::TicketNotFound));
		assert_eq!(shown(used, OUTSIDER, HOSPITAL), Err(TicketFault::NotTicketHolder));
		assert_eq!(shown(used, PHYSICIAN, HOSPITAL), Err(TicketFault::WrongCustodian));
		assert_eq!(shown(used, PHYSICIAN, ARCHIVE), Err(TicketFault::TicketRedeemed));
		assert_eq!(shown(fresh, PHYSICIAN, ARCHIVE), Err(TicketFault::NoLongerPermitted));
		wait(LIFETIME);
		assert_eq!(shown(correcting, PHYSICIAN, ARCHIVE), Err(TicketFault::NothingToRelease));
		assert_eq!(shown(used, PHYSICIAN, ARCHIVE), Err(TicketFault::TicketExpired));
	});
}

#[test]
fn of_several_records_those_stay_that_are_permitted_on_the_same_ground() {
	ExtBuilder::default().build_and_execute(|| {
		Policy::answer(Decision::Permit(GRANT));
		let targets: Vec<_> = (0..4).map(Target::Anchor).collect();
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &targets, None));
		let sequence = latest();
		let left = || -> Vec<Target> {
			let ticket = check(sequence).unwrap();
			ticket.targets.iter().map(|one| one.target).collect()
		};
		assert_eq!(left(), targets);
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(0 | 3) => Decision::Permit(GRANT),
			Target::Anchor(1) => Decision::Permit(Basis::Policy(5)),
			_ => Decision::Unknown,
		});
		assert_eq!(left(), [Target::Anchor(0), Target::Anchor(3)]);
		// What a policy says nothing of is not permitted.
		Policy::answer(Decision::Permit(GRANT));
		SpeaksOf::set(2);
		assert_eq!(left(), [Target::Anchor(0), Target::Anchor(1)]);
	});
}

#[test]
fn a_stranger_learns_nothing_else_of_a_ticket() {
	ExtBuilder::default().build_and_execute(|| {
		let (fresh, used) = (ticket(), ticket());
		redeem(used);
		let asked = Policy::asked().len();
		let learn_nothing_else = || {
			for sequence in [fresh, used] {
				assert_eq!(
					AuditLog::check_ticket(PATIENT, sequence, OUTSIDER, None, ARCHIVE),
					Err(TicketFault::NotTicketHolder)
				);
				assert_eq!(
					AuditLog::check_ticket(PATIENT, sequence, PHYSICIAN, None, HOSPITAL),
					Err(TicketFault::WrongCustodian)
				);
			}
		};
		// Whether it holds, or is redeemed, expired and revoked: the same answer.
		learn_nothing_else();
		wait(LIFETIME);
		Policy::answer(Decision::Deny(Denial::NotGranted));
		learn_nothing_else();
		// Nor is the policy asked for them.
		assert_eq!(Policy::asked().len(), asked);
	});
}

/// Whoever asked could show a custodian the places at which a denied attempt may stand: where it stood in the patient's trail, the
/// fault was another one than where there was none, so that it told whether there is such a patient.
#[test]
fn what_was_denied_is_the_same_fault_whether_or_not_there_is_such_a_patient() {
	const CLOSED: PatientId = PatientId([0xC1; 32]);
	ExtBuilder::default().build_and_execute(|| {
		Patients::open(CLOSED, CONTROLLER);
		Patients::close(CLOSED);
		let team = Encounter { hours: 4, holder: TicketHolder::Role(Role::Physician) };
		// In the patient's trail, in the organization's, and nowhere.
		for patient in [PATIENT, CLOSED, NOBODY] {
			for (who, capacity) in [(PHYSICIAN, AT_HOSPITAL), (OUTSIDER, PERSON)] {
				assert_ok!(ask(who, patient, capacity));
				assert_ok!(ask_to(Action::Correct, who, patient, capacity));
			}
			assert_ok!(AuditLog::request_access_to_many(
				RuntimeOrigin::signed(PHYSICIAN),
				patient,
				Targets::truncate_from(vec![TARGET]),
				Action::Access,
				Purpose::Treatment,
				AT_HOSPITAL,
				ARCHIVE,
				None,
				SECRET.claim(),
				Some(team),
			));
		}
		let kept = |patient| AuditLog::head(TrailId::Patient(patient)).next;
		assert_eq!([PATIENT, CLOSED, NOBODY].map(kept), [5, 5, 0], "what this test is about");
		assert_eq!(AuditLog::head(TrailId::Organization(HOSPITAL)).next, 3);

		Providers::admit(HOSPITAL, CUSTODIAN_OF_HOSPITAL, Roles::of(&[Role::Custodian]));
		for patient in [PATIENT, CLOSED, NOBODY] {
			for (sequence, holder, custodian) in
				(0..6).flat_map(|sequence| shown_by_everybody().map(move |(h, c)| (sequence, h, c)))
			{
				let told = AuditLog::check_ticket(patient, sequence, holder, None, custodian);
				assert_eq!(told, Err(TicketFault::TicketNotFound), "{patient:?}: {sequence}");
				let keeper = if custodian == ARCHIVE { KEEPER } else { CUSTODIAN_OF_HOSPITAL };
				let redeemed = AuditLog::redeem_ticket(
					RuntimeOrigin::signed(keeper),
					patient,
					sequence,
					holder,
					None,
					custodian,
					SECRET,
					Targets::new(),
				);
				let refused = redeemed.unwrap_err();
				assert_eq!(refused.error, Error::<Test>::TicketNotFound.into());
				let least = Pallet::<Test>::weight_of_redemption(0);
				assert_eq!(refused.post_info.actual_weight, Some(least), "the cost tells nothing");
			}
		}
	});
}

/// Accounts that show a ticket, each to its custodian and to another one.
fn shown_by_everybody() -> impl Iterator<Item = (u64, u32)> {
	[PHYSICIAN, OUTSIDER, GATEWAY]
		.into_iter()
		.flat_map(|holder| [ARCHIVE, HOSPITAL].map(move |custodian| (holder, custodian)))
}

#[test]
fn the_codes_of_faults_never_change() {
	let faults = [
		TicketFault::TicketNotFound,
		TicketFault::NotTicketHolder,
		TicketFault::WrongCustodian,
		TicketFault::TicketExpired,
		TicketFault::TicketRedeemed,
		TicketFault::NoLongerPermitted,
		TicketFault::NothingToRelease,
	];
	for (code, fault) in faults.iter().enumerate() {
		assert_eq!(fault.encode(), [code as u8]);
	}
}
