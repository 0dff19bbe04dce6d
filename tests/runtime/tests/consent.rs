//! Consent among its real neighbours: what a patient gives and refuses, and who is stopped by it at once.

use pallet_consent::{Policy, Provision, Refusal, Refused, Scope};
use salus_primitives::{
	Action, Actions, Basis, Capacity, ClassSet, Decision, Denial, GrantId, NotPractising,
	OrganizationId, OrganizationKind, OrganizationKinds, PatientId, Period, Power, Powers,
	PractitionerId, Purpose, Purposes, RecordClass, Role, Roles,
};
use salus_runtime::{AccountId, Consent, Runtime};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};

type ConsentCall = pallet_consent::Call<Runtime>;
type ConsentError = pallet_consent::Error<Runtime>;
type Identity = pallet_patient_identity::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const FOR_EVER: Period = Period { from: 0, until: None };
/// The third organization, which the presets know nothing of.
const LABORATORY: OrganizationId = 2;

const NOT_GRANTED: Decision = Decision::Deny(Denial::NotGranted);
const REFUSED: Decision = Decision::Deny(Denial::Refused);

fn permitted(grant: GrantId) -> Decision {
	Decision::Permit(Basis::Grant(grant))
}

struct World {
	chain: Chain,
	key: Pair,
	patient: PatientId,
}

fn world() -> World {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	World { chain, key, patient }
}

impl World {
	/// The patient sends `call`, which must succeed and cost nothing.
	#[track_caller]
	fn patient_sends(&mut self, call: impl Into<salus_runtime::RuntimeCall>) {
		let sent = self.chain.send(&self.key, call).ok();
		assert_eq!(fees(&sent), 0);
	}

	/// Grants to the clinic that its people read records of `scope` for treatment.
	fn share(&mut self, scope: Scope) {
		let grant = calls::grant(self.patient, CLINIC, Action::Access, scope);
		self.patient_sends(grant);
	}

	/// What is decided on Eve of the clinic, who wants to read records of `class` for treatment.
	fn on_eve(&mut self, class: RecordClass) -> Decision {
		let wish = (Action::Access, Purpose::Treatment);
		self.chain.decision(self.patient, ("Eve", practising(CLINIC)), wish, class)
	}

	/// The same of somebody in another organization.
	fn on(&mut self, who: &str, organization: OrganizationId) -> Decision {
		let wish = (Action::Access, Purpose::Treatment);
		self.chain.decision(self.patient, (who, practising(organization)), wish, OBSERVATION)
	}

	/// Accredits a laboratory, in which somebody practises.
	fn found_laboratory(&mut self, technician: &str) {
		let admin = person("the laboratory's admin");
		self.chain.sudo(Registry::accredit_organization {
			kind: OrganizationKind::Laboratory,
			admin: account(&admin),
			accreditation: FOR_EVER,
			profile: H256::repeat_byte(4),
		});
		fund(&mut self.chain, &admin);
		let add = Registry::add_practitioner {
			organization: LABORATORY,
			practitioner: PractitionerId::Account(account(&person(technician))),
			roles: Roles::of(&[Role::Laboratory]),
			licence: FOR_EVER,
		};
		self.chain.send(&admin, add).ok();
	}

	fn mother(&mut self) -> Pair {
		let mother = person("the mother");
		let powers = Powers::of(&[Power::Consent, Power::Access, Power::Records]);
		let account = account(&mother);
		let patient = self.patient;
		self.patient_sends(Identity::appoint_representative {
			patient,
			account,
			powers,
			period: FOR_EVER,
		});
		mother
	}
}

fn only(class: RecordClass) -> Scope {
	Scope::Classes(ClassSet::truncate_from(vec![class]))
}

#[test]
fn nothing_can_be_granted_to_a_suspended_organization() {
	let mut world = world();
	world.chain.sudo(Registry::suspend_organization { organization: CLINIC });
	let grant = calls::grant(world.patient, CLINIC, Action::Access, Scope::All);
	world.chain.send(&world.key, grant.clone()).refused(ConsentError::OrganizationNotAccredited);
	world.chain.sudo(Registry::reinstate_organization { organization: CLINIC });
	world.patient_sends(grant);
}

#[test]
fn a_grant_counts_for_nothing_while_its_organization_is_suspended() {
	let mut world = world();
	world.share(Scope::All);
	assert_eq!(world.on_eve(OBSERVATION), permitted(0));
	world.chain.sudo(Registry::suspend_organization { organization: CLINIC });
	let suspended = NotPractising::OrganizationSuspended;
	assert_eq!(world.on_eve(OBSERVATION), Decision::Deny(Denial::NotPractising(suspended)));
	// It can be revoked all the same.
	world.patient_sends(calls::revoke(world.patient, 0));
	world.chain.sudo(Registry::reinstate_organization { organization: CLINIC });
	assert_eq!(world.on_eve(OBSERVATION), NOT_GRANTED);
}

#[test]
fn what_is_referred_across_three_organizations_ends_by_one_revocation() {
	let mut world = world();
	let patient = world.patient;
	world.found_laboratory("a technician");
	let passing_on = || calls::provision(&[Action::Access, Action::Disclose], only(OBSERVATION));
	let refer = |from, parent, to| ConsentCall::refer {
		patient,
		capacity: practising(from),
		parent,
		organization: to,
		provision: passing_on(),
		envelope: None,
	};
	let everything = calls::provision(&[Action::Access, Action::Disclose], Scope::All);
	world.patient_sends(calls::grant_as(patient, HOSPITAL, everything));
	let bob = world.chain.send(&person("Bob"), refer(HOSPITAL, 0, CLINIC)).ok();
	let eve = world.chain.send(&person("Eve"), refer(CLINIC, 1, LABORATORY)).ok();
	assert_eq!((fees(&bob), fees(&eve)), (0, 0));
	assert_eq!(world.on("Bob", HOSPITAL), permitted(0));
	assert_eq!(world.on("Eve", CLINIC), permitted(1));
	assert_eq!(world.on("a technician", LABORATORY), permitted(2));
	let held = world.chain.look(|| Consent::live_grants(patient));
	assert_eq!(held.len(), 3, "the patient sees all of it");

	world.patient_sends(calls::revoke(patient, 0));
	for (who, organization) in [("Bob", HOSPITAL), ("Eve", CLINIC), ("a technician", LABORATORY)] {
		assert_eq!(world.on(who, organization), NOT_GRANTED);
	}
	assert!(world.chain.look(|| Consent::live_grants(patient)).is_empty());
}

#[test]
fn nobody_passes_on_more_than_it_has() {
	let mut world = world();
	let patient = world.patient;
	let refer = |parent, provision| ConsentCall::refer {
		patient,
		capacity: practising(HOSPITAL),
		parent,
		organization: CLINIC,
		provision,
		envelope: None,
	};
	let readable = || calls::provision(&[Action::Access], only(OBSERVATION));
	world.patient_sends(calls::grant_as(patient, HOSPITAL, readable()));
	world.chain.send(&person("Bob"), refer(0, readable())).refused(ConsentError::NotReferable);
	let passable = calls::provision(&[Action::Access, Action::Disclose], only(OBSERVATION));
	world.patient_sends(calls::grant_as(patient, HOSPITAL, passable.clone()));
	let wider = Provision { scope: Scope::All, ..passable };
	world.chain.send(&person("Bob"), refer(1, wider)).refused(ConsentError::ParentExceeded);
	// Somebody else's grant: she pays for it, and is refused.
	fund(&mut world.chain, &person("Eve"));
	world.chain.send(&person("Eve"), refer(1, readable())).refused(ConsentError::NotPractising);
}

#[test]
fn a_representative_is_kept_from_a_confidential_class() {
	let mut world = world();
	let (patient, mother) = (world.patient, world.mother());
	let on_mother = |world: &mut World, action, class| {
		let wish = (action, Purpose::PatientRequest);
		world.chain.decision(patient, ("the mother", Capacity::Person), wish, class)
	};
	let representative = Decision::Permit(Basis::Representative);
	for action in [Action::Access, Action::Collect] {
		assert_eq!(on_mother(&mut world, action, CONDITION), representative);
	}
	world.patient_sends(ConsentCall::mark_confidential { patient, class: CONDITION });
	for action in [Action::Access, Action::Collect] {
		assert_eq!(on_mother(&mut world, action, CONDITION), REFUSED);
		assert_eq!(on_mother(&mut world, action, OBSERVATION), representative);
	}
	// Nor does what she grants reach it.
	world.chain.send(&mother, calls::grant(patient, CLINIC, Action::Access, Scope::All)).ok();
	assert_eq!(world.on_eve(OBSERVATION), permitted(0));
	assert_eq!(world.on_eve(CONDITION), NOT_GRANTED);
	let unmark = ConsentCall::unmark_confidential { patient, class: CONDITION };
	fund(&mut world.chain, &mother);
	world.chain.send(&mother, unmark.clone()).refused(ConsentError::NotAuthorized);
	world.patient_sends(unmark);
	assert_eq!(world.on_eve(CONDITION), permitted(0));
}

#[test]
fn a_refusal_beats_grants_and_only_a_law_that_says_so_beats_it() {
	let mut world = world();
	let patient = world.patient;
	world.share(Scope::All);
	let refusal = Refusal {
		whom: Refused::Organization(CLINIC),
		class: Some(OBSERVATION),
		purposes: None,
		even_in_emergency: true,
	};
	world.patient_sends(ConsentCall::refuse { patient, refusal });
	assert_eq!(world.on_eve(OBSERVATION), REFUSED);
	assert_eq!(world.on_eve(CONDITION), permitted(0));

	let policy = |refusals_bind| Policy {
		kinds: OrganizationKinds::of(&[OrganizationKind::Clinic]),
		roles: Roles::CLINICAL,
		scope: Scope::All,
		actions: Actions::of(&[Action::Access]),
		purposes: Purposes::of(&[Purpose::PublicHealth]),
		period: FOR_EVER,
		refusals_bind,
		legal_basis: [5; 32],
	};
	let report = |world: &mut World, who: &str, organization| {
		let wish = (Action::Access, Purpose::PublicHealth);
		world.chain.decision(patient, (who, practising(organization)), wish, OBSERVATION)
	};
	world.chain.sudo(ConsentCall::enact_policy { policy: policy(true) });
	assert_eq!(report(&mut world, "Eve", CLINIC), REFUSED);
	world.chain.sudo(ConsentCall::enact_policy { policy: policy(false) });
	let by_law = Decision::Permit(Basis::Policy(1));
	assert_eq!(report(&mut world, "Eve", CLINIC), by_law);
	assert_eq!(report(&mut world, "Bob", HOSPITAL), NOT_GRANTED, "no clinic");
	assert_eq!(world.on_eve(OBSERVATION), REFUSED, "another purpose");
	world.chain.sudo(ConsentCall::repeal_policy { policy: 1 });
	assert_eq!(report(&mut world, "Eve", CLINIC), REFUSED);
	let by_patient = ConsentCall::enact_policy { policy: policy(false) };
	fund(&mut world.chain, &world.key.clone());
	world.chain.send(&world.key, by_patient).refused(sp_runtime::DispatchError::BadOrigin);
}

#[test]
fn a_request_is_answered_by_the_patient_alone() {
	let mut world = world();
	let patient = world.patient;
	let ask = ConsentCall::request_consent {
		patient,
		capacity: practising(CLINIC),
		provision: calls::provision(&[Action::Access], Scope::All),
		reason: H256::repeat_byte(6),
	};
	let sent = world.chain.send(&person("Eve"), ask.clone()).ok();
	assert_eq!(fees(&sent), 0);
	// Asking again comes to nothing, and Eve is not told.
	assert_eq!(fees(&world.chain.send(&person("Eve"), ask).ok()), 0);
	let approve = |provision| ConsentCall::approve_request {
		patient,
		organization: CLINIC,
		provision,
		terms: None,
		envelope: None,
	};
	world
		.chain
		.send(&person("Alice"), approve(calls::provision(&[Action::Access], Scope::All)))
		.refused(ConsentError::NotAuthorized);
	let narrower = calls::provision(&[Action::Access], only(OBSERVATION));
	world.patient_sends(approve(narrower));
	assert_eq!(world.on_eve(OBSERVATION), permitted(0));
	assert_eq!(world.on_eve(CONDITION), NOT_GRANTED);
}

#[test]
fn a_relayed_grant_cannot_be_replayed_after_it_was_revoked() {
	let mut world = world();
	let relayer = person("Ferdie");
	let grant = calls::grant(world.patient, CLINIC, Action::Access, Scope::All);
	let (key, patient) = (world.key.clone(), world.patient);
	let relayed = world.chain.look(|| meta::sign(&key, grant.clone()));
	let sent = world.chain.send(&relayer, meta::relay(relayed.clone())).ok();
	assert_eq!(meta::outcome(&sent), Ok(()));
	assert_eq!(world.on_eve(OBSERVATION), permitted(0));
	// The relayer keeps another one back that was signed while the patient still wanted it.
	let kept_back = world.chain.look(|| meta::sign(&key, grant));
	world.patient_sends(calls::revoke(patient, 0));
	for replayed in [relayed, kept_back] {
		let stale = pallet_meta_tx::Error::<Runtime>::Stale;
		world.chain.send(&relayer, meta::relay(replayed)).refused(stale);
	}
	assert_eq!(world.on_eve(OBSERVATION), NOT_GRANTED);
}

#[test]
fn a_frozen_patient_can_take_back_but_give_nothing() {
	let mut world = world();
	let patient = world.patient;
	world.share(Scope::All);
	let friends = [person("a friend"), person("a sister")];
	for friend in &friends {
		world.chain.send(friend, calls::register(1)).ok();
	}
	let (members, salt, commitment) = guardians(patient, &[&friends[0], &friends[1]]);
	world.patient_sends(Identity::set_guardians { patient, commitment: Some(commitment) });
	world.chain.wait(3 * DAY);
	let [first, second] = [0, 1].map(|index: usize| number_of(&friends[index], &members));
	let reveal = Identity::reveal_guardians { patient, members, threshold: 2, salt, member: first };
	world.chain.send(&friends[0], reveal).ok();
	world.chain.send(&friends[0], Identity::vote_freeze { patient, member: first }).ok();
	world.chain.send(&friends[1], Identity::vote_freeze { patient, member: second }).ok();

	assert_eq!(world.on_eve(OBSERVATION), permitted(0), "care goes on");
	let grant = calls::grant(patient, HOSPITAL, Action::Access, Scope::All);
	world.chain.send(&world.key, grant).refused(ConsentError::PatientFrozen);
	world.patient_sends(ConsentCall::exclude_class { patient, grant: 0, class: CONDITION });
	assert_eq!(world.on_eve(CONDITION), NOT_GRANTED);
	world.patient_sends(ConsentCall::refuse_all { patient, even_in_emergency: false });
	let lift = ConsentCall::lift_refuse_all { patient };
	world.chain.send(&world.key, lift).refused(ConsentError::PatientFrozen);
	assert_eq!(world.on_eve(OBSERVATION), REFUSED);
	world.patient_sends(ConsentCall::revoke_organization { patient, organization: CLINIC });
}

#[test]
fn keys_come_with_a_grant_and_show_when_they_are_stale() {
	use pallet_consent::{Envelope, Grantee};
	let mut world = world();
	let (patient, eve) = (world.patient, person("Eve"));
	let publish = |byte| Registry::publish_practitioner_key {
		organization: CLINIC,
		practitioner: PractitionerId::Account(account(&person("Eve"))),
		encryption_key: calls::public_key(byte),
	};
	let grantee = Grantee::<AccountId>::Practitioner(account(&eve));
	let provision = Provision { grantee, ..calls::provision(&[Action::Access], Scope::All) };
	let keys = |key_epoch, grantee_key_epoch| Envelope {
		key_epoch,
		grantee_key_epoch,
		commitment: sp_core::H256::repeat_byte(1),
	};
	let grant = |envelope| ConsentCall::grant {
		patient,
		organization: CLINIC,
		provision: provision.clone(),
		terms: None,
		envelope: Some(envelope),
	};
	world.chain.send(&world.key, grant(keys(0, 0))).refused(ConsentError::GranteeHasNoKey);
	world.chain.send(&eve, publish(1)).ok();
	world.chain.send(&world.key, grant(keys(0, 1))).refused(ConsentError::StaleGranteeKey);
	world.chain.send(&world.key, grant(keys(1, 0))).refused(ConsentError::StaleKeyEpoch);
	world.patient_sends(grant(keys(0, 0)));
	let is_stale = |world: &mut World| {
		let status = world.chain.look(|| Consent::envelope(patient, 0)).expect("keys came with it");
		(status.is_patient_key_stale, status.is_grantee_key_stale)
	};
	assert_eq!(is_stale(&mut world), (false, false));
	world.chain.send(&eve, publish(2)).ok();
	assert_eq!(is_stale(&mut world), (false, true));
	world.patient_sends(Identity::replace_encryption_key {
		patient,
		encryption_key: calls::patient_key(9),
	});
	assert_eq!(is_stale(&mut world), (true, true));
	let envelope = keys(1, 1);
	world.patient_sends(ConsentCall::replace_envelope { patient, grant: 0, envelope });
	assert_eq!(is_stale(&mut world), (false, false));
}
