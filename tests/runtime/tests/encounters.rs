//! A ticket for an encounter: a ward round, each release of which is an entry and judged for whoever reads.

use pallet_consent::Scope;
use salus_primitives::{
	Action, Actor, AuditedEvent, Basis, Capacity, Encounter, PatientId, Period, PractitionerId,
	Pseudonym, Purpose, Recipient, Role, Roles, Sequence, Target, TicketHolder, TrailId,
};
use salus_runtime::{AccountId, AuditLog, Runtime};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};

type AuditError = pallet_audit_log::Error<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const BEDSIDE: Pseudonym = Pseudonym([6; 32]);
const ROUND: [Target; 2] = [Target::Anchor(0), Target::Class { class: OBSERVATION, content: None }];

struct Ward {
	chain: Chain,
	key: Pair,
	patient: PatientId,
}

/// A patient who lets the hospital read all; two nurses of it with accounts of their own, and one who acts through its
/// gateway.
fn ward() -> Ward {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let record = calls::anchor(patient, OBSERVATION, &[H256::zero()], Capacity::Person);
	chain.send(&key, record).ok();
	chain.send(&key, calls::grant(patient, HOSPITAL, Action::Access, Scope::All)).ok();
	let account_of = |name| PractitionerId::Account(account(&person(name)));
	let nurses =
		[account_of("a nurse"), account_of("another nurse"), PractitionerId::Pseudonym(BEDSIDE)];
	for practitioner in nurses {
		let add = Registry::add_practitioner {
			organization: HOSPITAL,
			practitioner,
			roles: Roles::of(&[Role::Nurse]),
			licence: Period { from: 0, until: None },
		};
		chain.send(&person("Alice"), add).ok();
	}
	let gateway = account(&person("a gateway"));
	let add = Registry::add_gateway { organization: HOSPITAL, account: gateway };
	chain.send(&person("Alice"), add).ok();
	Ward { chain, key, patient }
}

impl Ward {
	/// Bob asks for a ticket for the nurses' round.
	fn round(&mut self, hours: u8) -> Sequence {
		let encounter = Encounter { hours, holder: TicketHolder::Role(Role::Nurse) };
		let ask = calls::read_many(self.patient, ROUND, practising(HOSPITAL), Some(encounter));
		let asked = self.chain.send(&person("Bob"), ask).ok();
		assert_eq!(fees(&asked), 0);
		answer(&asked).expect("the grant covers it")
	}

	/// Charlie releases to whoever shows the ticket.
	fn release(&mut self, ticket: Sequence, to: &str, practitioner: Option<Pseudonym>) -> Sent {
		let redeem = calls::redeem_for(self.patient, ticket, &person(to), practitioner, []);
		self.chain.send(&person("Charlie"), redeem)
	}

	/// To whom records were released, in the trail's order, each under `ticket`.
	fn recipients(&mut self, ticket: Sequence) -> Vec<Recipient<AccountId>> {
		let told = trails::told(&mut self.chain, TrailId::Patient(self.patient));
		told.into_iter()
			.filter_map(|event| match event {
				AuditedEvent::RecordsReleased { ticket: of, recipient, .. } if of == ticket => {
					Some(recipient)
				},
				_ => None,
			})
			.collect()
	}

	fn change_roles(&mut self, name: &str, roles: Roles) {
		let change = Registry::change_practitioner {
			organization: HOSPITAL,
			practitioner: PractitionerId::Account(account(&person(name))),
			roles,
			licence: Period { from: 0, until: None },
		};
		self.chain.send(&person("Alice"), change).ok();
	}
}

fn nurse(name: &str) -> Recipient<AccountId> {
	let account = account(&person(name));
	Recipient::Actor(Actor::Practitioner { organization: HOSPITAL, account })
}

#[test]
fn a_team_reads_on_its_round_each_under_its_own_name() {
	let mut ward = ward();
	let ticket = ward.round(8);
	ward.release(ticket, "a nurse", None).ok();
	ward.release(ticket, "another nurse", None).ok();
	ward.release(ticket, "a gateway", Some(BEDSIDE)).ok();
	// The round goes on: it serves again.
	ward.chain.wait(7 * HOUR);
	let sent = ward.release(ticket, "a nurse", None).ok();
	assert_eq!(fees(&sent), 0);
	let by_gateway = Recipient::Actor(Actor::Gateway {
		organization: HOSPITAL,
		account: account(&person("a gateway")),
		practitioner: BEDSIDE,
	});
	let expected = vec![nurse("a nurse"), nurse("another nurse"), by_gateway, nurse("a nurse")];
	assert_eq!(ward.recipients(ticket), expected);
	trails::assert_whole(&mut ward.chain, TrailId::Patient(ward.patient));
	ward.chain.wait(HOUR);
	ward.release(ticket, "a nurse", None).refused(AuditError::TicketExpired);
}

#[test]
fn who_loses_the_role_in_between_reads_no_more() {
	let mut ward = ward();
	let ticket = ward.round(8);
	ward.release(ticket, "a nurse", None).ok();
	ward.change_roles("a nurse", Roles::of(&[Role::Laboratory]));
	ward.release(ticket, "a nurse", None).refused(AuditError::NotTicketHolder);
	ward.release(ticket, "another nurse", None).ok();
	ward.change_roles("a nurse", Roles::of(&[Role::Nurse]));
	ward.release(ticket, "a nurse", None).ok();
	assert_eq!(ward.recipients(ticket).len(), 3);
}

#[test]
fn who_is_not_of_the_team_reads_nothing() {
	let mut ward = ward();
	let ticket = ward.round(8);
	ward.release(ticket, "Ferdie", None).refused(AuditError::NotTicketHolder);
	ward.release(ticket, "Eve", None).refused(AuditError::NotTicketHolder);
	// The gateway alone is nobody's nurse, and a nurse is no gateway.
	ward.release(ticket, "a gateway", None).refused(AuditError::NotTicketHolder);
	ward.release(ticket, "a nurse", Some(BEDSIDE)).refused(AuditError::NotTicketHolder);
	let unlisted = Some(Pseudonym([7; 32]));
	ward.release(ticket, "a gateway", unlisted).refused(AuditError::NotTicketHolder);
	assert_eq!(ward.recipients(ticket), vec![]);
}

#[test]
fn a_revocation_ends_the_round() {
	let mut ward = ward();
	let ticket = ward.round(8);
	ward.release(ticket, "a nurse", None).ok();
	ward.chain.send(&ward.key, calls::revoke(ward.patient, 0)).ok();
	for (who, practitioner) in [("another nurse", None), ("a gateway", Some(BEDSIDE))] {
		ward.release(ticket, who, practitioner).refused(AuditError::NoLongerPermitted);
	}
	// A new grant is another ground.
	let grant = calls::grant(ward.patient, HOSPITAL, Action::Access, Scope::All);
	ward.chain.send(&ward.key, grant).ok();
	ward.release(ticket, "a nurse", None).refused(AuditError::NoLongerPermitted);
	assert_eq!(ward.recipients(ticket).len(), 1);
}

#[test]
fn a_revocation_in_the_same_block_beats_a_release() {
	let mut ward = ward();
	let ticket = ward.round(8);
	let single = calls::read(ward.patient, 0, practising(HOSPITAL));
	let single = answer(&ward.chain.send(&person("Bob"), single).ok()).expect("he may");
	let (key, patient) = (ward.key.clone(), ward.patient);
	ward.chain.block(|| {
		send(&key, calls::revoke(patient, 0)).ok();
		for (ticket, holder) in [(ticket, "a nurse"), (single, "Bob")] {
			let redeem = calls::redeem(patient, ticket, &person(holder));
			send(&person("Charlie"), redeem).refused(AuditError::NoLongerPermitted);
		}
	});
}

/// A nurse whom the patient refuses gets nothing, whatever her team gets.
#[test]
fn a_refusal_of_one_of_the_team_holds_for_that_one_alone() {
	let mut ward = ward();
	let ticket = ward.round(8);
	let whom = PractitionerId::Account(account(&person("a nurse")));
	let refusal = pallet_consent::Refusal {
		whom: pallet_consent::Refused::Practitioner(whom),
		class: None,
		purposes: None,
		even_in_emergency: false,
	};
	let refuse = pallet_consent::Call::<Runtime>::refuse { patient: ward.patient, refusal };
	ward.chain.send(&ward.key, refuse).ok();
	ward.release(ticket, "a nurse", None).refused(AuditError::NoLongerPermitted);
	ward.release(ticket, "another nurse", None).ok();
}

#[test]
fn an_encounter_lasts_a_day_at_most_and_is_nobody_s_but_a_practitioner_s() {
	let mut ward = ward();
	let patient = ward.patient;
	let ask = |hours, holder, capacity| {
		calls::read_many(patient, ROUND, capacity, Some(Encounter { hours, holder }))
	};
	let team = TicketHolder::Role(Role::Nurse);
	for (hours, holder) in [(0, team), (25, team), (25, TicketHolder::Requester)] {
		let asked = ward.chain.send(&person("Bob"), ask(hours, holder, practising(HOSPITAL)));
		asked.refused(AuditError::EncounterOutOfBounds);
	}
	let by_patient = ward.chain.send(&ward.key, ask(1, team, Capacity::Person));
	by_patient.refused(AuditError::EncounterOutOfBounds);
	ward.chain.send(&person("Bob"), ask(24, team, practising(HOSPITAL))).ok();
	let own = ask(1, TicketHolder::Requester, Capacity::Person);
	ward.chain.send(&ward.key, own).ok();
}

/// What a custodian is told of a team's ticket: who asked, who reads, and that it serves until its hours are over.
#[test]
fn the_custodian_is_told_who_asked_and_who_reads() {
	let mut ward = ward();
	let ticket = ward.round(2);
	let (patient, holder) = (ward.patient, account(&person("another nurse")));
	let told = ward.chain.look(|| {
		AuditLog::check_ticket(patient, ticket, holder.clone(), None, HOSPITAL).expect("it holds")
	});
	let by = |account| Actor::Practitioner { organization: HOSPITAL, account };
	assert_eq!(told.requester, by(account(&person("Bob"))));
	assert_eq!(told.reader, by(holder));
	assert_eq!((told.action, told.purpose), (Action::Access, Purpose::Treatment));
	assert!(!told.is_single_use);
	assert_eq!(told.expires_at, told.issued_at + 2 * HOUR);
	let targets: Vec<_> = told.targets.iter().map(|each| (each.target, each.basis)).collect();
	assert_eq!(targets, ROUND.map(|target| (target, Basis::Grant(0))));
	assert_eq!(told.claim, calls::SECRET.claim());
}
