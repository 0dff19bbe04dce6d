//! `redeem_ticket`: who may, once, for a ticket that holds, and with the holder's secret.

use crate::{
	mock::*, types::ActivityKind, Activities, Call, Entries, Error, Event, Redeemed, TicketFault,
	WeightInfo,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchResult, DispatchResultWithPostInfo, GetDispatchInfo},
};
use salus_primitives::{
	day_of,
	doubles::{Policy, Providers},
	AccessPolicy, Action, Actor, AuditEntry, AuditedEvent, Basis, Capacity, Decision, Denial,
	NotPractising, OrganizationId, PatientId, PractitionerId, Pseudonym, Purpose, Recipient, Role,
	Roles, Target, Targets, TicketSecret, TrailId, MAX_TARGETS,
};
use sp_runtime::DispatchError;

const TRAIL: TrailId = TrailId::Patient(PATIENT);
const OTHER_SECRET: TicketSecret = TicketSecret([0x5F; 32]);

/// What is shown, and by whom it is redeemed; a test changes what it is about.
struct Redemption {
	who: u64,
	patient: PatientId,
	sequence: u64,
	holder: u64,
	practitioner: Option<Pseudonym>,
	custodian: OrganizationId,
	secret: TicketSecret,
	targets: Vec<Target>,
}

impl Redemption {
	/// By the archive's keeper, of the physician's ticket at that place.
	fn of(sequence: u64) -> Self {
		Self {
			who: KEEPER,
			patient: PATIENT,
			sequence,
			holder: PHYSICIAN,
			practitioner: None,
			custodian: ARCHIVE,
			secret: SECRET,
			targets: vec![],
		}
	}

	/// What comes of it, whatever it weighs.
	fn dispatch(self) -> DispatchResult {
		self.weigh().map(drop).map_err(|refused| refused.error)
	}

	fn weigh(self) -> DispatchResultWithPostInfo {
		AuditLog::redeem_ticket(
			RuntimeOrigin::signed(self.who),
			self.patient,
			self.sequence,
			self.holder,
			self.practitioner,
			self.custodian,
			self.secret,
			Targets::truncate_from(self.targets),
		)
	}
}

fn redeem(who: u64, sequence: u64) -> DispatchResult {
	Redemption { who, ..Redemption::of(sequence) }.dispatch()
}

fn keeper() -> Actor<u64> {
	Actor::Practitioner { organization: ARCHIVE, account: KEEPER }
}

/// A ticket of the physician to several anchors, all granted.
fn ticket_to(anchors: &[u32]) -> u64 {
	Policy::answer(Decision::Permit(GRANT));
	let targets: Vec<_> = anchors.iter().map(|id| Target::Anchor(*id)).collect();
	ask_for_many(PHYSICIAN, AT_HOSPITAL, &targets, None).unwrap();
	latest()
}

/// Which records the latest entry says were released.
fn released() -> Vec<Target> {
	let entry = Entries::<Test>::get(TRAIL, latest()).unwrap();
	let AuditedEvent::RecordsReleased { targets, .. } = entry.event else {
		panic!("another event")
	};
	targets.into_inner()
}

#[test]
fn a_release_is_an_entry_that_names_who_released_it_under_which_ticket() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		wait(30_000);
		System::reset_events();
		assert_ok!(redeem(KEEPER, sequence));
		let place = sequence + 1;
		assert_eq!(
			Entries::<Test>::get(TRAIL, place),
			Some(AuditEntry::new(
				NOW + 30_000,
				keeper(),
				AuditedEvent::RecordsReleased {
					ticket: sequence,
					recipient: Recipient::Requester,
					targets: Targets::new(),
				},
			))
		);
		let tip = AuditLog::head(TRAIL).tip;
		let told: Vec<_> = System::events().into_iter().map(|record| record.event).collect();
		assert_eq!(
			told,
			[
				Event::EntryAppended { trail: TRAIL, sequence: place, tip }.into(),
				Event::RecordsReleased {
					patient: PATIENT,
					ticket: sequence,
					custodian: ARCHIVE,
					sequence: place,
				}
				.into(),
			]
		);
		// The custodian finds what its people released.
		let row = (day_of(NOW), ARCHIVE, (TRAIL, place));
		assert_eq!(Activities::<Test>::get(row), Some(ActivityKind::Released));
	});
}

#[test]
fn a_ticket_that_serves_once_is_redeemed_once() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		assert_ok!(redeem(KEEPER, sequence));
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::TicketRedeemed);
		// The mark lies in the hour in which the ticket expires, after which nobody needs it.
		let hour = u32::try_from((NOW + LIFETIME) / 3_600_000).unwrap();
		assert_eq!(Redeemed::<Test>::iter_keys().collect::<Vec<_>>(), [(hour, (PATIENT, 0))]);
	});
}

#[test]
fn a_ticket_that_serves_until_it_expires_is_redeemed_again() {
	ExtBuilder::default().build_and_execute(|| {
		ServesOnce::set(false);
		let sequence = ticket();
		for _ in 0..3 {
			assert_ok!(redeem(KEEPER, sequence));
		}
		assert_eq!(AuditLog::head(TRAIL).next, sequence + 4);
		assert_eq!(Redeemed::<Test>::iter().count(), 0);
		wait(LIFETIME);
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::TicketExpired);
	});
}

#[test]
fn a_custodians_clerk_does_not_burn_a_ticket_whose_holder_has_not_come() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		let guesses = [OTHER_SECRET, TicketSecret([0; 32]), {
			// What is public: the claim itself.
			let mut claim = [0; 32];
			claim[..16].copy_from_slice(&SECRET.claim().0);
			TicketSecret(claim)
		}];
		for secret in guesses {
			assert_noop!(
				Redemption { secret, ..Redemption::of(sequence) }.dispatch(),
				Error::<Test>::WrongSecret
			);
		}
		assert_ok!(redeem(KEEPER, sequence));
	});
}

/// Once it was shown to the chain, a secret is public: each ticket needs its own.
#[test]
fn a_secret_serves_the_tickets_that_commit_to_it_and_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, second) = (ticket(), ticket());
		AuditLog::request_access(
			RuntimeOrigin::signed(PHYSICIAN),
			PATIENT,
			TARGET,
			Action::Access,
			Purpose::Treatment,
			AT_HOSPITAL,
			ARCHIVE,
			None,
			OTHER_SECRET.claim(),
		)
		.unwrap();
		let other = latest();
		assert_ok!(redeem(KEEPER, first));
		assert_ok!(redeem(KEEPER, second));
		assert_noop!(redeem(KEEPER, other), Error::<Test>::WrongSecret);
		assert_ok!(Redemption { secret: OTHER_SECRET, ..Redemption::of(other) }.dispatch());
	});
}

#[test]
fn a_gateways_ticket_is_redeemed_with_the_gateway_as_its_holder() {
	ExtBuilder::default().build_and_execute(|| {
		let redeem = |sequence, holder, practitioner| {
			Redemption { holder, practitioner, ..Redemption::of(sequence) }.dispatch()
		};
		let (first, second, third) = (
			ticket_for(GATEWAY, FOR_RESIDENT),
			ticket_for(GATEWAY, FOR_RESIDENT),
			ticket_for(GATEWAY, FOR_RESIDENT),
		);
		let other = Some(Pseudonym([0x53; 32]));
		assert_noop!(redeem(first, PHYSICIAN, None), Error::<Test>::NotTicketHolder);
		assert_noop!(redeem(first, GATEWAY, other), Error::<Test>::NotTicketHolder);
		assert_ok!(redeem(first, GATEWAY, None));
		assert_noop!(redeem(first, GATEWAY, None), Error::<Test>::TicketRedeemed);
		assert_ok!(redeem(second, GATEWAY, Some(RESIDENT)));
		Policy::answer(Decision::Deny(Denial::NotPractising(NotPractising::NotAGateway)));
		assert_noop!(redeem(third, GATEWAY, None), Error::<Test>::NoLongerPermitted);
	});
}

#[test]
fn a_practitioners_own_ticket_is_shown_for_nobody_else() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		assert_noop!(
			Redemption { practitioner: Some(RESIDENT), ..Redemption::of(sequence) }.dispatch(),
			Error::<Test>::NotTicketHolder
		);
	});
}

#[test]
fn a_gateway_is_no_custodian() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Providers::admit_through(ARCHIVE, GATEWAY, RESIDENT, Roles::of(&[Role::Custodian]));
		assert_noop!(redeem(GATEWAY, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn a_part_of_a_tickets_records_is_released_by_name() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket_to(&[1, 2, 3]);
		let targets = vec![Target::Anchor(3), Target::Anchor(1)];
		assert_ok!(Redemption { targets: targets.clone(), ..Redemption::of(sequence) }.dispatch());
		assert_eq!(released(), targets);
		// It serves once, however little was released.
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::TicketRedeemed);
	});
}

#[test]
fn what_the_ticket_does_not_permit_is_not_released() {
	ExtBuilder::default().build_and_execute(|| {
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1 | 2) => Decision::Permit(GRANT),
			_ => Decision::Deny(Denial::NotGranted),
		});
		let asked = [Target::Anchor(1), Target::Anchor(2), Target::Anchor(3)];
		assert_ok!(ask_for_many(PHYSICIAN, AT_HOSPITAL, &asked, None));
		let sequence = latest();
		let release = |targets: &[u32]| {
			let targets = targets.iter().map(|id| Target::Anchor(*id)).collect();
			Redemption { targets, ..Redemption::of(sequence) }.dispatch()
		};
		// Denied, never asked for, revoked since.
		assert_noop!(release(&[1, 3]), Error::<Test>::NotCovered);
		assert_noop!(release(&[9]), Error::<Test>::NotCovered);
		assert_noop!(release(&[1, 1]), Error::<Test>::TargetsNotDistinct);
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1) => Decision::Permit(GRANT),
			_ => Decision::Deny(Denial::NotGranted),
		});
		assert_noop!(release(&[1, 2]), Error::<Test>::NotCovered);
		assert_ok!(release(&[1]));
	});
}

/// An entry that names none would say that all were released.
#[test]
fn what_was_revoked_meanwhile_is_not_said_to_be_released() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, second) = (ticket_to(&[1, 2]), ticket_to(&[1, 2]));
		assert_ok!(redeem(KEEPER, first));
		assert!(released().is_empty(), "all that the ticket permitted");
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1) => Decision::Permit(GRANT),
			_ => Decision::Deny(Denial::NotGranted),
		});
		assert_ok!(redeem(KEEPER, second));
		assert_eq!(released(), [Target::Anchor(1)]);
	});
}

#[test]
fn one_redemption_leaves_other_tickets_alone() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, second) = (ticket(), ticket());
		assert_ok!(redeem(KEEPER, first));
		assert_ok!(redeem(KEEPER, second));
	});
}

#[test]
fn nobody_but_the_custodians_people_redeems() {
	const CLERK: u64 = 7;
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Providers::admit(ARCHIVE, CLERK, Roles::of(&[Role::Billing, Role::Physician]));
		for who in [PHYSICIAN, CONTROLLER, OUTSIDER, CLERK] {
			assert_noop!(redeem(who, sequence), Error::<Test>::NotAuthorized);
		}
		Providers::bar(ARCHIVE, NotPractising::OrganizationSuspended);
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn another_custodian_does_not_redeem() {
	const OTHER_KEEPER: u64 = 8;
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Providers::admit(HOSPITAL, OTHER_KEEPER, Roles::of(&[Role::Custodian]));
		assert_noop!(
			Redemption { who: OTHER_KEEPER, custodian: HOSPITAL, ..Redemption::of(sequence) }
				.dispatch(),
			Error::<Test>::WrongCustodian
		);
		assert_noop!(redeem(OTHER_KEEPER, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn another_accounts_ticket_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		assert_noop!(
			Redemption { holder: OUTSIDER, ..Redemption::of(sequence) }.dispatch(),
			Error::<Test>::NotTicketHolder
		);
	});
}

#[test]
fn what_is_no_ticket_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(redeem(KEEPER, 0), Error::<Test>::TicketNotFound);
		assert_ok!(ask(PHYSICIAN, PATIENT, AT_HOSPITAL));
		assert_noop!(redeem(KEEPER, 0), Error::<Test>::TicketNotFound);
		let sequence = ticket();
		assert_noop!(
			Redemption { patient: NOBODY, ..Redemption::of(sequence) }.dispatch(),
			Error::<Test>::TicketNotFound
		);
	});
}

#[test]
fn an_expired_ticket_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		wait(LIFETIME);
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::TicketExpired);
	});
}

#[test]
fn a_ticket_whose_consent_was_revoked_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NoLongerPermitted);
	});
}

#[test]
fn a_ticket_on_another_ground_is_not_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Policy::answer(Decision::Permit(Basis::Grant(6)));
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NoLongerPermitted);
	});
}

#[test]
fn nothing_is_released_to_who_collects_or_corrects() {
	ExtBuilder::default().build_and_execute(|| {
		for action in [Action::Collect, Action::Correct] {
			let sequence = permitted_to(action);
			assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NothingToRelease);
		}
		for action in [Action::Access, Action::Disclose, Action::Use] {
			assert_ok!(redeem(KEEPER, permitted_to(action)));
		}
	});
}

#[test]
fn only_a_signed_origin_redeems() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				AuditLog::redeem_ticket(
					origin,
					PATIENT,
					sequence,
					PHYSICIAN,
					None,
					ARCHIVE,
					SECRET,
					Targets::new()
				),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn it_is_free_for_the_custodians_people_only() {
	ExtBuilder::default().build_and_execute(|| {
		let is_free = |who, custodian| {
			RuntimeCall::AuditLog(Call::redeem_ticket {
				patient: PATIENT,
				sequence: 0,
				holder: PHYSICIAN,
				practitioner: None,
				custodian,
				secret: SECRET,
				targets: Targets::new(),
			})
			.is_feeless(&RuntimeOrigin::signed(who))
		};
		assert!(is_free(KEEPER, ARCHIVE));
		assert!(!is_free(KEEPER, HOSPITAL));
		assert!(!is_free(PHYSICIAN, HOSPITAL), "a physician is no custodian");
		assert!(!is_free(CONTROLLER, ARCHIVE));
		assert!(!is_free(OUTSIDER, 77));
	});
}

/// Nobody reads, in the chain's answer to a wrong secret, more than that.
#[test]
fn a_secret_is_looked_at_after_all_that_the_ticket_lacks() {
	ExtBuilder::default().build_and_execute(|| {
		let wrong = |sequence| {
			let targets = vec![Target::Anchor(77)];
			Redemption { secret: OTHER_SECRET, targets, ..Redemption::of(sequence) }.dispatch()
		};
		let sequence = ticket();
		assert_noop!(wrong(sequence), Error::<Test>::WrongSecret);
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_noop!(wrong(sequence), Error::<Test>::NoLongerPermitted);
		wait(LIFETIME);
		assert_noop!(wrong(sequence), Error::<Test>::TicketExpired);
	});
}

/// The one ticket is of the patient, at a place at which another patient has a ticket of the same holder.
#[test]
fn a_ticket_of_another_patient_is_another_ticket() {
	const OTHER: PatientId = PatientId([0xA2; 32]);
	ExtBuilder::default().build_and_execute(|| {
		salus_primitives::doubles::Patients::open(OTHER, CONTROLLER);
		let sequence = ticket();
		assert_ok!(ask(PHYSICIAN, OTHER, AT_HOSPITAL));
		assert_ok!(redeem(KEEPER, sequence));
		let at_the_same_place = Redemption { patient: OTHER, ..Redemption::of(sequence) };
		assert_ok!(at_the_same_place.dispatch());
		assert_noop!(
			Redemption { patient: OTHER, ..Redemption::of(sequence + 1) }.dispatch(),
			Error::<Test>::TicketNotFound
		);
	});
}

#[test]
fn a_refused_redemption_leaves_the_ticket_as_it_was() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NoLongerPermitted);
		Policy::answer(Decision::Permit(GRANT));
		let check = AuditLog::check_ticket(PATIENT, sequence, PHYSICIAN, None, ARCHIVE);
		assert_eq!(check.unwrap().targets.len(), 1);
		assert_ok!(redeem(KEEPER, sequence));
		assert_eq!(
			AuditLog::check_ticket(PATIENT, sequence, PHYSICIAN, None, ARCHIVE),
			Err(TicketFault::TicketRedeemed)
		);
	});
}

#[test]
fn whoever_lost_the_custodians_role_redeems_no_more() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket();
		wait(1_000);
		let keeper = PractitionerId::Account(KEEPER);
		Providers::set_roles_at(ARCHIVE, &keeper, Roles::of(&[Role::Billing]), NOW + 1_000);
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn the_weight_is_that_of_all_decisions_and_those_not_made_are_paid_back() {
	let of_targets = |count| {
		let decided = <PolicyOnKnownPatients as AccessPolicy<u64>>::weight_of_each(count);
		<() as WeightInfo>::redeem_ticket().saturating_add(decided)
	};
	let call = RuntimeCall::AuditLog(Call::redeem_ticket {
		patient: PATIENT,
		sequence: 0,
		holder: PHYSICIAN,
		practitioner: None,
		custodian: ARCHIVE,
		secret: SECRET,
		targets: Targets::new(),
	});
	assert_eq!(call.get_dispatch_info().call_weight, of_targets(MAX_TARGETS));
	// How many decisions are charged is how many are made.
	let decided = |redemption: Redemption| {
		let before = Policy::asked().len();
		let weight = match redemption.weigh() {
			Ok(post_info) => post_info.actual_weight,
			Err(refused) => refused.post_info.actual_weight,
		};
		let made = Policy::asked().len() - before;
		assert_eq!(weight, Some(of_targets(made as u32)));
		made
	};
	ExtBuilder::default().build_and_execute(|| {
		let named = |sequence, anchors: &[u32]| Redemption {
			targets: anchors.iter().map(|id| Target::Anchor(*id)).collect(),
			..Redemption::of(sequence)
		};
		let (all, part) = (ticket_to(&[1, 2, 3]), ticket_to(&[1, 2, 3]));
		assert_eq!(decided(Redemption { who: OUTSIDER, ..Redemption::of(all) }), 0);
		assert_eq!(decided(Redemption { holder: OUTSIDER, ..Redemption::of(all) }), 0);
		assert_eq!(decided(Redemption { secret: OTHER_SECRET, ..Redemption::of(all) }), 3);
		// Whether anything else is permitted is asked only where nothing is that was named.
		assert_eq!(decided(named(all, &[1, 9])), 1);
		assert_eq!(decided(named(all, &[9])), 3);
		assert_eq!(decided(Redemption::of(all)), 3);
		assert_eq!(decided(Redemption::of(all)), 0);
		assert_eq!(decided(named(part, &[2, 3])), 2);
	});
}

#[test]
fn what_is_not_released_is_not_decided_anew() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket_to(&[1, 2, 3]);
		let asked = Policy::asked().len();
		let targets = vec![Target::Anchor(2)];
		assert_ok!(Redemption { targets: targets.clone(), ..Redemption::of(sequence) }.dispatch());
		let asked: Vec<_> = Policy::asked()[asked..].iter().map(|about| about.target).collect();
		assert_eq!(asked, targets);
	});
}

#[test]
fn of_named_records_that_are_all_revoked_it_counts_whether_the_ticket_permits_others() {
	ExtBuilder::default().build_and_execute(|| {
		let sequence = ticket_to(&[1, 2]);
		let release = || {
			let targets = vec![Target::Anchor(2)];
			Redemption { targets, ..Redemption::of(sequence) }.dispatch()
		};
		Policy::answer_by(|request, _| match request.target {
			Target::Anchor(1) => Decision::Permit(GRANT),
			_ => Decision::Deny(Denial::NotGranted),
		});
		assert_noop!(release(), Error::<Test>::NotCovered);
		Policy::answer(Decision::Deny(Denial::NotGranted));
		assert_noop!(release(), Error::<Test>::NoLongerPermitted);
	});
}

/// A person's ticket is redeemed like any other, with the person's account as its holder.
#[test]
fn the_patients_own_ticket_is_redeemed() {
	ExtBuilder::default().build_and_execute(|| {
		Policy::answer(Decision::Permit(Basis::Patient));
		assert_ok!(ask(CONTROLLER, PATIENT, Capacity::Person));
		let sequence = latest();
		assert_noop!(redeem(KEEPER, sequence), Error::<Test>::NotTicketHolder);
		assert_ok!(Redemption { holder: CONTROLLER, ..Redemption::of(sequence) }.dispatch());
	});
}
