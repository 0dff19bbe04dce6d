//! A suspended organization may do nothing, from the next block on and with no grant rewritten.

use pallet_consent::Scope;
use salus_primitives::{
	AccessPolicy, AccessRequest, Action, Actor, Basis, Decision, Denial, NotPractising, Outcome,
	PatientId, Purpose, Sequence, Target, TrailId,
};
use salus_runtime::{AccountId, Consent, Runtime, Timestamp};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};

type AuditError = pallet_audit_log::Error<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const SUSPENDED: Decision =
	Decision::Deny(Denial::NotPractising(NotPractising::OrganizationSuspended));

struct World {
	chain: Chain,
	key: Pair,
	patient: PatientId,
}

/// A patient who shares a record of its own with the clinic.
fn world() -> World {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let capacity = salus_primitives::Capacity::Person;
	chain.send(&key, calls::anchor(patient, OBSERVATION, &[H256::zero()], capacity)).ok();
	chain.send(&key, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	World { chain, key, patient }
}

impl World {
	fn ask(&mut self) -> Sent {
		self.chain.send(&person("Eve"), calls::read(self.patient, 0, practising(CLINIC)))
	}

	fn ticket(&mut self) -> Sequence {
		answer(&self.ask().ok()).expect("the grant covers it")
	}

	fn redeem(&mut self, ticket: Sequence) -> Sent {
		let redeem = calls::redeem(self.patient, ticket, &person("Eve"));
		self.chain.send(&person("Charlie"), redeem)
	}

	fn decision(&mut self) -> Decision {
		let request = AccessRequest::<AccountId> {
			patient: self.patient,
			actor: Actor::Practitioner { organization: CLINIC, account: account(&person("Eve")) },
			action: Action::Access,
			purpose: Purpose::Treatment,
			target: Target::Anchor(0),
		};
		self.chain.look(|| <Consent as AccessPolicy<_>>::decide(&request, Timestamp::get()))
	}

	fn suspend(&mut self) {
		self.chain.sudo(Registry::suspend_organization { organization: CLINIC });
	}

	fn reinstate(&mut self) {
		self.chain.sudo(Registry::reinstate_organization { organization: CLINIC });
	}

	/// What came of the last request in the patient's trail.
	fn last_outcome(&mut self) -> Outcome {
		let outcomes = trails::outcomes(&mut self.chain, TrailId::Patient(self.patient));
		*outcomes.last().expect("somebody asked")
	}
}

#[test]
fn a_suspension_ends_every_decision_for_the_organization() {
	let mut world = world();
	assert_eq!(world.decision(), Decision::Permit(Basis::Grant(0)));
	world.suspend();
	assert_eq!(world.decision(), SUSPENDED);
	world.reinstate();
	assert_eq!(world.decision(), Decision::Permit(Basis::Grant(0)), "no grant was rewritten");
}

#[test]
fn a_request_in_the_block_after_the_suspension_is_denied_and_written_down() {
	let mut world = world();
	world.ticket();
	world.suspend();
	// She has nothing to pay with, and need not: an attempt is written down.
	let asked = world.ask().ok();
	assert_eq!(fees(&asked), 0);
	assert_eq!(answer(&asked), None);
	let denial = Denial::NotPractising(NotPractising::OrganizationSuspended);
	assert_eq!(world.last_outcome(), Outcome::Denied(denial));
}

#[test]
fn a_ticket_from_before_the_suspension_is_worthless() {
	let mut world = world();
	let ticket = world.ticket();
	world.suspend();
	world.redeem(ticket).refused(AuditError::NoLongerPermitted);
}

#[test]
fn a_suspension_in_the_same_block_beats_what_comes_after_it() {
	let mut world = world();
	let ticket = world.ticket();
	let suspend = Registry::suspend_organization { organization: CLINIC };
	let suspend = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(suspend.into()) };
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.block(|| {
		send(&person("Alice"), suspend).ok();
		send(&person("Charlie"), redeem).refused(AuditError::NoLongerPermitted);
	});
}

#[test]
fn a_suspended_custodian_releases_nothing() {
	let mut world = world();
	let ticket = world.ticket();
	world.chain.sudo(Registry::suspend_organization { organization: HOSPITAL });
	fund(&mut world.chain, &person("Charlie"));
	world.redeem(ticket).refused(AuditError::NotAuthorized);
}

#[test]
fn a_suspended_organization_adds_no_record() {
	let mut world = world();
	world
		.chain
		.send(&world.key, calls::grant(world.patient, CLINIC, Action::Collect, Scope::All))
		.ok();
	let anchor =
		|seed| calls::anchor(world.patient, OBSERVATION, &[H256([seed; 32])], practising(CLINIC));
	world.chain.send(&person("Eve"), anchor(1)).ok();
	world.chain.sudo(Registry::suspend_organization { organization: CLINIC });
	fund(&mut world.chain, &person("Eve"));
	world
		.chain
		.send(&person("Eve"), anchor(2))
		.refused(pallet_record_anchor::Error::<Runtime>::NotPermitted);
}
