//! A record's way through all pallets, and what stops it.

use frame_support::traits::Get;
use pallet_consent::Scope;
use pallet_record_anchor::inclusion::InclusionFault;
use salus_primitives::{
	Action, AuditedEvent, Basis, Capacity, ClassSet, Denial, Outcome, PatientId, Purpose, Target,
	TrailId,
};
use salus_runtime::{RecordAnchor, Runtime};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};
use sp_runtime::{traits::BlakeTwo256, transaction_validity::InvalidTransaction};

type AuditError = pallet_audit_log::Error<Runtime>;

struct World {
	chain: Chain,
	key: Pair,
	patient: PatientId,
	commitments: Vec<H256>,
}

/// A patient with five observations (anchor 0) and a condition (anchor 1), written by the hospital.
fn world() -> World {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let bob = person("Bob");
	chain.send(&key, calls::grant(patient, HOSPITAL, Action::Collect, Scope::All)).ok();
	let commitments: Vec<_> = (1..=5).map(H256::repeat_byte).collect();
	chain.block(|| {
		send(&bob, calls::anchor(patient, OBSERVATION, &commitments, practising(HOSPITAL))).ok();
		send(&bob, calls::anchor(patient, CONDITION, &commitments[..1], practising(HOSPITAL))).ok();
	});
	World { chain, key, patient, commitments }
}

impl World {
	fn share_observations_with_the_clinic(&mut self) {
		let scope = Scope::Classes(ClassSet::truncate_from(vec![OBSERVATION]));
		let grant = calls::grant(self.patient, CLINIC, Action::Access, scope);
		self.chain.send(&self.key, grant).ok();
	}

	fn eve_asks_for(&mut self, anchor: u32) -> Option<u64> {
		let request = calls::read(self.patient, anchor, practising(CLINIC));
		answer(&self.chain.send(&person("Eve"), request).ok())
	}

	fn outcomes(&mut self) -> Vec<Outcome> {
		trails::outcomes(&mut self.chain, TrailId::Patient(self.patient))
	}
}

#[test]
fn a_record_is_anchored_shared_read_and_closed_again() {
	let mut world = world();
	assert_eq!(world.eve_asks_for(0), None, "before the grant");
	world.share_observations_with_the_clinic();
	let ticket = world.eve_asks_for(0).expect("the grant covers observations");
	assert_eq!(world.eve_asks_for(1), None, "a condition is outside the grant");
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem.clone()).ok();
	world.chain.send(&person("Charlie"), redeem).refused(AuditError::TicketRedeemed);
	world.chain.send(&world.key, calls::revoke(world.patient, 1)).ok();
	assert_eq!(world.eve_asks_for(0), None, "after the revocation");
	assert_eq!(
		world.outcomes(),
		vec![
			Outcome::Denied(Denial::NotGranted),
			Outcome::Permitted(Basis::Grant(1)),
			Outcome::Denied(Denial::NotGranted),
			Outcome::Denied(Denial::NotGranted),
		]
	);
}

#[test]
fn every_record_of_a_batch_can_be_shown_to_belong_to_it() {
	let mut world = world();
	for index in 0..5 {
		let proof = binary_merkle_tree::merkle_proof::<BlakeTwo256, _, _>(
			world.commitments.iter().map(|commitment| commitment.0),
			index,
		);
		let leaf = world.commitments[index as usize];
		let patient = world.patient;
		world.chain.look(|| {
			let verify =
				|leaf| RecordAnchor::verify_inclusion(patient, 0, index, leaf, proof.proof.clone());
			assert_eq!(verify(leaf), Ok(()));
			let altered = verify(H256::repeat_byte(0xEE));
			assert_eq!(altered, Err(InclusionFault::RootMismatch));
		});
	}
}

#[test]
fn a_revocation_beats_a_ticket_that_was_issued_before() {
	let mut world = world();
	world.share_observations_with_the_clinic();
	let ticket = world.eve_asks_for(0).expect("the grant covers observations");
	world.chain.send(&world.key, calls::revoke(world.patient, 1)).ok();
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).refused(AuditError::NoLongerPermitted);
}

#[test]
fn a_new_grant_revives_no_ticket_of_a_revoked_one() {
	let mut world = world();
	world.share_observations_with_the_clinic();
	let old = world.eve_asks_for(0).expect("the grant covers observations");
	world.chain.send(&world.key, calls::revoke(world.patient, 1)).ok();
	world.share_observations_with_the_clinic();
	let redeem = |ticket| calls::redeem(world.patient, ticket, &person("Eve"));
	let (redeem_old, charlie) = (redeem(old), person("Charlie"));
	world.chain.send(&charlie, redeem_old).refused(AuditError::NoLongerPermitted);
	// She is permitted again, so she asks again.
	let new = world.eve_asks_for(0).expect("the new grant covers them, too");
	world.chain.send(&charlie, calls::redeem(world.patient, new, &person("Eve"))).ok();
}

#[test]
fn an_amended_grant_keeps_no_ticket_of_its_earlier_version() {
	let mut world = world();
	world.share_observations_with_the_clinic();
	let old = world.eve_asks_for(0).expect("the grant covers observations");
	let amend = pallet_consent::Call::<Runtime>::amend {
		patient: world.patient,
		grant: 1,
		provision: calls::provision(&[Action::Access], Scope::All),
		terms: None,
		envelope: None,
	};
	world.chain.send(&world.key, amend).ok();
	let redeem = calls::redeem(world.patient, old, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).refused(AuditError::NoLongerPermitted);
}

#[test]
fn a_grant_that_is_added_leaves_tickets_as_they_are() {
	let mut world = world();
	world.share_observations_with_the_clinic();
	let ticket = world.eve_asks_for(0).expect("the grant covers observations");
	world.share_observations_with_the_clinic();
	let redeem = calls::redeem(world.patient, ticket, &person("Eve"));
	world.chain.send(&person("Charlie"), redeem).ok();
}

#[test]
fn a_permission_to_add_or_to_correct_fetches_nothing() {
	let mut world = world();
	let bob = person("Bob");
	for (action, target) in [
		(Action::Collect, Target::Class { class: OBSERVATION, content: None }),
		(Action::Correct, Target::Anchor(0)),
	] {
		let what = (action, Purpose::Treatment);
		let ask = calls::ask(world.patient, target, what, practising(HOSPITAL));
		let ticket = answer(&world.chain.send(&bob, ask).ok()).expect("he may");
		let redeem = calls::redeem(world.patient, ticket, &bob);
		world.chain.send(&person("Charlie"), redeem).refused(AuditError::NothingToRelease);
	}
}

#[test]
fn a_ticket_serves_its_holder_for_its_time_only() {
	let mut world = world();
	world.share_observations_with_the_clinic();
	let ticket = world.eve_asks_for(0).expect("the grant covers observations");
	let redeem = |holder| calls::redeem(world.patient, ticket, &person(holder));
	world.chain.send(&person("Charlie"), redeem("Bob")).refused(AuditError::NotTicketHolder);
	world.chain.send(&person("Ferdie"), redeem("Eve")).refused(AuditError::NotAuthorized);
	world.chain.wait(<Runtime as pallet_audit_log::Config>::TicketLifetime::get());
	world.chain.send(&person("Charlie"), redeem("Eve")).refused(AuditError::TicketExpired);
}

#[test]
fn a_controller_cannot_write_in_a_hospital_s_name() {
	let mut world = world();
	let forged = calls::anchor(world.patient, CONDITION, &[H256::zero()], practising(HOSPITAL));
	let unpaid = refusal(InvalidTransaction::Payment);
	let sent = world.chain.send(&world.key, forged.clone());
	assert_eq!(sent.result, Err(unpaid), "it is not even free for the forger");
	fund(&mut world.chain, &world.key);
	world
		.chain
		.send(&world.key, forged)
		.refused(pallet_record_anchor::Error::<Runtime>::NotPermitted);
	let own = calls::anchor(world.patient, CONDITION, &[H256::zero()], Capacity::Person);
	world.chain.send(&world.key, own).ok();
}

#[test]
fn a_batch_can_be_anchored_once() {
	let mut world = world();
	let again = calls::anchor(world.patient, OBSERVATION, &world.commitments, practising(HOSPITAL));
	world
		.chain
		.send(&person("Bob"), again)
		.refused(pallet_record_anchor::Error::<Runtime>::AlreadyAnchored);
}

#[test]
fn an_unknown_patient_leaves_its_trace_with_the_organization_that_asked() {
	let mut world = world();
	let request = calls::read(PatientId([9; 32]), 0, practising(CLINIC));
	assert_eq!(answer(&world.chain.send(&person("Eve"), request).ok()), None);
	let unknown = PatientId([9; 32]);
	let told = trails::told(&mut world.chain, TrailId::Organization(CLINIC));
	let [AuditedEvent::AccessRequested(attempt)] = &told[..] else { panic!("{told:?}") };
	assert_eq!(attempt.patient, Some(unknown), "which id she named");
	let entries = trails::entries(&mut world.chain, TrailId::Patient(unknown));
	assert!(entries.is_empty(), "no trail is made for an id that somebody thought up");
}
