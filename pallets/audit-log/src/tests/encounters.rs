//! Tickets that stand for an encounter: for hours, for who asked or for a team.

use crate::{mock::*, Entries, Error, Redeemed, Ticket, TicketFault};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	doubles::{Policy, Providers},
	Actor, AuditedEvent, Basis, Decision, Denial, Encounter, NotPractising, PractitionerId,
	Pseudonym, Recipient, Role, Roles, Target, Targets, TicketHolder, TrailId, HOUR,
};

/// A nurse of the hospital, by an own account.
const NURSE: u64 = 20;
/// A nurse of the hospital, through its gateway.
const WARD_NURSE: Pseudonym = Pseudonym([0x52; 32]);
const FOR_NURSES: TicketHolder = TicketHolder::Role(Role::Nurse);

fn with_nurses(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		Providers::admit(HOSPITAL, NURSE, Roles::of(&[Role::Nurse]));
		Providers::admit_through(HOSPITAL, GATEWAY, WARD_NURSE, Roles::of(&[Role::Nurse]));
		test();
	});
}

fn check(
	sequence: u64,
	holder: u64,
	practitioner: Option<Pseudonym>,
) -> Result<Ticket<u64>, TicketFault> {
	AuditLog::check_ticket(PATIENT, sequence, holder, practitioner, ARCHIVE)
}

fn redeem(sequence: u64, holder: u64, practitioner: Option<Pseudonym>) -> DispatchResult {
	let redeemed = AuditLog::redeem_ticket(
		RuntimeOrigin::signed(KEEPER),
		PATIENT,
		sequence,
		holder,
		practitioner,
		ARCHIVE,
		SECRET,
		Targets::new(),
	);
	redeemed.map(drop).map_err(|refused| refused.error)
}

fn nurse() -> Actor<u64> {
	Actor::Practitioner { organization: HOSPITAL, account: NURSE }
}

fn ward_nurse() -> Actor<u64> {
	Actor::Gateway { organization: HOSPITAL, account: GATEWAY, practitioner: WARD_NURSE }
}

#[test]
fn hours_that_are_none_or_too_many_are_refused() {
	with_nurses(|| {
		Policy::answer(Decision::Permit(GRANT));
		let ask = |hours, holder| {
			let encounter = Some(Encounter { hours, holder });
			ask_for_many(PHYSICIAN, AT_HOSPITAL, &[TARGET], encounter)
		};
		for holder in [TicketHolder::Requester, FOR_NURSES] {
			for hours in [0, 13, u8::MAX] {
				assert_noop!(ask(hours, holder), Error::<Test>::EncounterOutOfBounds);
			}
			assert_ok!(ask(1, holder));
			assert_ok!(ask(12, holder));
		}
	});
}

#[test]
fn a_person_has_no_team() {
	with_nurses(|| {
		Policy::answer(Decision::Permit(Basis::Patient));
		let ask = |holder| {
			let encounter = Some(Encounter { hours: 1, holder });
			ask_for_many(CONTROLLER, PERSON, &[TARGET], encounter)
		};
		assert_noop!(ask(FOR_NURSES), Error::<Test>::EncounterOutOfBounds);
		assert_ok!(ask(TicketHolder::Requester));
		assert_ok!(check(0, CONTROLLER, None));
	});
}

#[test]
fn it_holds_for_its_hours() {
	with_nurses(|| {
		let sequence = encounter_ticket(TicketHolder::Requester);
		let ticket = check(sequence, PHYSICIAN, None).unwrap();
		assert_eq!((ticket.issued_at, ticket.expires_at), (NOW, NOW + 4 * HOUR));
		assert!(!ticket.is_single_use);
		wait(4 * HOUR - 1);
		assert_ok!(check(sequence, PHYSICIAN, None));
		wait(4 * HOUR);
		assert_eq!(check(sequence, PHYSICIAN, None), Err(TicketFault::TicketExpired));
		assert_noop!(redeem(sequence, PHYSICIAN, None), Error::<Test>::TicketExpired);
	});
}

#[test]
fn it_serves_again_and_again_and_each_release_is_an_entry() {
	with_nurses(|| {
		let sequence = encounter_ticket(TicketHolder::Requester);
		for _ in 0..3 {
			assert_ok!(redeem(sequence, PHYSICIAN, None));
			let entry = Entries::<Test>::get(TrailId::Patient(PATIENT), latest()).unwrap();
			assert_eq!(
				entry.event,
				AuditedEvent::RecordsReleased {
					ticket: sequence,
					recipient: Recipient::Requester,
					targets: Targets::new(),
				}
			);
		}
		assert_eq!(AuditLog::head(TrailId::Patient(PATIENT)).next, sequence + 4);
		assert_eq!(Redeemed::<Test>::iter().count(), 0, "no mark, which nobody would look at");
	});
}

#[test]
fn for_the_requester_it_is_nobody_else_s() {
	with_nurses(|| {
		let sequence = encounter_ticket(TicketHolder::Requester);
		assert_eq!(check(sequence, NURSE, None), Err(TicketFault::NotTicketHolder));
		assert_eq!(check(sequence, GATEWAY, Some(WARD_NURSE)), Err(TicketFault::NotTicketHolder));
	});
}

#[test]
fn whoever_of_the_team_reads_is_judged_for_itself() {
	with_nurses(|| {
		let sequence = encounter_ticket(FOR_NURSES);
		let requester = Actor::Practitioner { organization: HOSPITAL, account: PHYSICIAN };
		for (holder, practitioner, reader) in
			[(NURSE, None, nurse()), (GATEWAY, Some(WARD_NURSE), ward_nurse())]
		{
			let ticket = check(sequence, holder, practitioner).unwrap();
			assert_eq!((&ticket.requester, &ticket.reader), (&requester, &reader));
			assert_eq!(Policy::asked().last().unwrap().actor, reader);
			// And stands in the release's entry.
			assert_ok!(redeem(sequence, holder, practitioner));
			let entry = Entries::<Test>::get(TrailId::Patient(PATIENT), latest()).unwrap();
			assert_eq!(
				entry.event,
				AuditedEvent::RecordsReleased {
					ticket: sequence,
					recipient: Recipient::Actor(reader),
					targets: Targets::new(),
				}
			);
		}
	});
}

#[test]
fn a_patients_refusal_of_one_of_the_team_keeps_that_one_out() {
	with_nurses(|| {
		let sequence = encounter_ticket(FOR_NURSES);
		Policy::answer_by(|request, _| {
			if request.actor == nurse() {
				Decision::Deny(Denial::Refused)
			} else {
				Decision::Permit(GRANT)
			}
		});
		assert_eq!(check(sequence, NURSE, None), Err(TicketFault::NoLongerPermitted));
		assert_noop!(redeem(sequence, NURSE, None), Error::<Test>::NoLongerPermitted);
		assert_ok!(redeem(sequence, GATEWAY, Some(WARD_NURSE)));
	});
}

/// A session is its opener's: it lends nothing to a team.
#[test]
fn another_ground_for_one_of_the_team_does_not_count() {
	with_nurses(|| {
		let sequence = encounter_ticket(FOR_NURSES);
		for other in [Basis::Emergency(1), Basis::Grant(6), Basis::Policy(5)] {
			Policy::answer(Decision::Permit(other));
			assert_eq!(check(sequence, NURSE, None), Err(TicketFault::NoLongerPermitted));
		}
	});
}

#[test]
fn only_who_has_the_role_now_is_of_the_team() {
	const OTHER_ROLE: u64 = 21;
	const ELSEWHERE: u64 = 22;
	with_nurses(|| {
		Providers::admit(HOSPITAL, OTHER_ROLE, Roles::of(&[Role::Physician, Role::Billing]));
		Providers::admit(ARCHIVE, ELSEWHERE, Roles::ALL);
		let sequence = encounter_ticket(FOR_NURSES);
		// Not the requester either, who is a physician.
		for stranger in [PHYSICIAN, OTHER_ROLE, ELSEWHERE, KEEPER, CONTROLLER, OUTSIDER, GATEWAY] {
			assert_eq!(check(sequence, stranger, None), Err(TicketFault::NotTicketHolder));
			assert_noop!(redeem(sequence, stranger, None), Error::<Test>::NotTicketHolder);
		}
		// For a practitioner with another role, and by who is no gateway.
		assert_eq!(check(sequence, GATEWAY, Some(RESIDENT)), Err(TicketFault::NotTicketHolder));
		assert_eq!(check(sequence, NURSE, Some(WARD_NURSE)), Err(TicketFault::NotTicketHolder));

		assert_ok!(check(sequence, NURSE, None));
		let roles = Roles::of(&[Role::Physician]);
		wait(1_000);
		let of_nurse = PractitionerId::Account(NURSE);
		Providers::set_roles_at(HOSPITAL, &of_nurse, roles, NOW + 1_000);
		assert_eq!(check(sequence, NURSE, None), Err(TicketFault::NotTicketHolder));
		wait(2_000);
		Providers::set_roles_at(HOSPITAL, &of_nurse, Roles::of(&[Role::Nurse]), NOW + 2_000);
		assert_ok!(check(sequence, NURSE, None));
		wait(3_000);
		Providers::suspend_at(HOSPITAL, &of_nurse, NOW + 3_000);
		assert_eq!(check(sequence, NURSE, None), Err(TicketFault::NotTicketHolder));
		assert_ok!(check(sequence, GATEWAY, Some(WARD_NURSE)));
		Providers::close_gateway_at(HOSPITAL, GATEWAY, NOW + 3_000);
		assert_eq!(check(sequence, GATEWAY, Some(WARD_NURSE)), Err(TicketFault::NotTicketHolder));
	});
}

#[test]
fn a_suspended_organization_has_no_team() {
	with_nurses(|| {
		let sequence = encounter_ticket(FOR_NURSES);
		Providers::bar(HOSPITAL, NotPractising::OrganizationSuspended);
		assert_eq!(check(sequence, NURSE, None), Err(TicketFault::NotTicketHolder));
	});
}

#[test]
fn a_revocation_ends_it_for_what_was_revoked() {
	with_nurses(|| {
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1) => Decision::Permit(GRANT),
			_ => Decision::Permit(Basis::Grant(6)),
		});
		let targets = [Target::Anchor(1), Target::Anchor(2), Target::Anchor(3)];
		let encounter = Some(Encounter { hours: 1, holder: FOR_NURSES });
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &targets, encounter));
		assert_eq!(check(0, NURSE, None).unwrap().targets.len(), 3);

		// The grant of two is amended: it has another number from then on.
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1) => Decision::Permit(GRANT),
			_ => Decision::Permit(Basis::Grant(7)),
		});
		let left: Vec<_> =
			check(0, NURSE, None).unwrap().targets.iter().map(|one| one.target).collect();
		assert_eq!(left, [Target::Anchor(1)]);
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_eq!(check(0, NURSE, None), Err(TicketFault::NoLongerPermitted));
	});
}
