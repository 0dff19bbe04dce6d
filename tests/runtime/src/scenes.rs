//! Patients and organizations as a decision may find them: with every table at its bound, and as they mostly are.
//!
//! All of it is brought about by calls, so it is nothing that could not be.

use crate::{
	account, calls, person, practising, Chain, Photograph, CLINIC, CONDITION, DAY, HOSPITAL,
};
use pallet_consent::{
	Grantee, Policy, Provision, Refusal, Refused, Scope, MAX_CHILDREN, MAX_CONFIDENTIAL,
	MAX_LIVE_GRANTS, MAX_OWN_GRANTS, MAX_POLICIES, MAX_REFUSALS, MAX_TRACKED_GRANTS,
};
use pallet_patient_identity::{MAX_DEVICES, MAX_REPRESENTATIVES};
use pallet_provider_registry::{
	types::{MAX_ADMINS, MAX_GATEWAYS},
	MAX_HISTORY,
};
use salus_primitives::{
	codes::MAX_CLASSES, AccessRequest, Action, Actions, Actor, Capacity, ClassSet, Moment,
	OrganizationId, OrganizationKind, OrganizationKinds, PatientId, Period, Power, Powers,
	PractitionerId, Purpose, Purposes, RecordClass, Role, Roles, Target, MAX_PREDECESSORS,
};
use salus_runtime::{AccountId, ProviderRegistry, Runtime, RuntimeCall, RuntimeOrigin, Timestamp};
use sp_core::{sr25519::Pair, H256};
use sp_runtime::traits::Dispatchable;
use std::sync::OnceLock;

type Registry = pallet_provider_registry::Call<Runtime>;
type Identity = pallet_patient_identity::Call<Runtime>;
type Consent = pallet_consent::Call<Runtime>;

/// A patient, and what Bob, a physician of the hospital, may ask.
pub struct Scene {
	/// The chain.
	pub chain: Chain,
	/// The patient's key.
	pub key: Pair,
	/// The patient, who anchored one batch of records of [`GRANTED`].
	pub patient: PatientId,
}

/// The class of records that somebody was granted for treatment.
pub const GRANTED: RecordClass = RecordClass(u16::MAX);

const PATIENT: &str = "a patient";

/// A chain and its patient, made when the first asks.
type Kept = OnceLock<(Photograph, PatientId)>;

/// Lets `who` do `call`, without a transaction around it.
#[track_caller]
pub fn act(who: &Pair, call: impl Into<RuntimeCall>) {
	run(RuntimeOrigin::signed(account(who)), call.into());
}

/// Lets governance do `call`.
#[track_caller]
pub fn govern(call: impl Into<RuntimeCall>) {
	run(RuntimeOrigin::root(), call.into());
}

#[track_caller]
fn run(origin: RuntimeOrigin, call: RuntimeCall) {
	if let Err(refused) = call.clone().dispatch(origin) {
		panic!("{call:?} is refused: {:?}", refused.error);
	}
}

/// Moves the clock on.
fn wait(time: Moment) {
	pallet_timestamp::Now::<Runtime>::mutate(|now| *now += time);
}

fn bob() -> PractitionerId<AccountId> {
	PractitionerId::Account(account(&person("Bob")))
}

fn numbered(what: &str, number: u32) -> Pair {
	person(&format!("{what} {number}"))
}

/// As many classes as a list takes, the last of which is `last`.
fn classes_to(last: RecordClass) -> ClassSet {
	let others = (1..MAX_CLASSES as u16).map(|less| RecordClass(u16::MAX - less));
	ClassSet::truncate_from(others.chain([last]).collect())
}

/// Bob may do everything for `purpose` with records of as many classes as can be listed, for a year.
fn provision(last: RecordClass, purpose: Purpose) -> Provision<AccountId> {
	Provision {
		grantee: Grantee::Practitioner(account(&person("Bob"))),
		scope: Scope::Classes(classes_to(last)),
		content: Some(salus_primitives::Months { from: 0, until: u16::MAX }),
		actions: Actions::ALL,
		purposes: Purposes::of(&[purpose]),
		period: Period { from: 0, until: Some(Timestamp::get() + 400 * DAY) },
	}
}

/// The same for everybody in an organization.
fn provision_for_all(last: RecordClass, purpose: Purpose) -> Provision<AccountId> {
	Provision { grantee: Grantee::Organization, ..provision(last, purpose) }
}

/// Accredits an organization that `admin` manages.
fn found(admin: &Pair) -> OrganizationId {
	let organization = pallet_provider_registry::NextOrganizationId::<Runtime>::get();
	govern(Registry::accredit_organization {
		kind: OrganizationKind::Clinic,
		admin: account(admin),
		accreditation: Period { from: 0, until: None },
		profile: H256::zero(),
	});
	organization
}

/// Accredits an organization that can keep a share: it has published a key.
pub fn custodian(number: u32) -> OrganizationId {
	let admin = numbered("the admin of a custodian", number);
	let organization = found(&admin);
	let encryption_key = calls::public_key(1);
	act(&admin, Registry::publish_organization_key { organization, encryption_key });
	organization
}

impl Scene {
	/// A patient of whom nobody was granted anything.
	fn empty() -> Self {
		let mut chain = Chain::development();
		chain.pass_a_block();
		let key = person(PATIENT);
		let patient = crate::registered(&chain.send(&key, calls::register(1)).ok());
		let commitments = [H256::repeat_byte(1)];
		chain.look(|| act(&key, calls::anchor(patient, GRANTED, &commitments, Capacity::Person)));
		Self { chain, key, patient }
	}

	/// Eight grants, of which the hospital has two, and two refusals.
	pub fn typical() -> Self {
		static SCENE: Kept = Kept::new();
		Self::kept(&SCENE, Self::make_typical)
	}

	/// Every table that a decision reads is at its bound. Bob has the emergency role and an open session, and the
	/// last of the grants that were passed on to the hospital alone covers what is [`GRANTED`], for treatment.
	pub fn full() -> Self {
		static SCENE: Kept = Kept::new();
		Self::kept(&SCENE, Self::make_full)
	}

	/// Makes a scene once and goes on from there each time.
	fn kept(kept: &Kept, make: impl FnOnce() -> Self) -> Self {
		let (photograph, patient) = kept.get_or_init(|| {
			let mut scene = make();
			scene.chain.catch_up();
			(scene.chain.photograph(), scene.patient)
		});
		Self { chain: photograph.chain(), key: person(PATIENT), patient: *patient }
	}

	fn make_typical() -> Self {
		let mut scene = Self::empty();
		let (patient, key) = (scene.patient, scene.key.clone());
		scene.chain.look(|| {
			for number in 0..6 {
				let other = found(&numbered("another admin", number));
				let scope = Scope::Classes(ClassSet::truncate_from(vec![CONDITION]));
				act(&key, calls::grant(patient, other, Action::Access, scope));
			}
			let scope = Scope::Classes(ClassSet::truncate_from(vec![CONDITION]));
			act(&key, calls::grant(patient, HOSPITAL, Action::Access, scope));
			let scope = Scope::Classes(ClassSet::truncate_from(vec![CONDITION, GRANTED]));
			act(&key, calls::grant(patient, HOSPITAL, Action::Access, scope));
			for class in [RecordClass(7), RecordClass(8)] {
				act(&key, Consent::refuse { patient, refusal: refusal(class, Refused::Everybody) });
			}
		});
		scene
	}

	fn make_full() -> Self {
		let mut scene = Self::empty();
		let (patient, key) = (scene.patient, scene.key.clone());
		scene.chain.look(|| {
			fill_registry();
			fill_identity(patient, &key);
			fill_policies();
			end_grants(patient, &key);
			fill_grants(patient, &key);
			for number in 0..MAX_REFUSALS {
				let whom = Refused::Practitioner(PractitionerId::Account(account(&numbered(
					"somebody refused",
					number,
				))));
				let refusal = refusal(RecordClass(number as u16), whom);
				// A place is kept for each voice: the list is full when both have spoken.
				let by = if number == 0 { &numbered("a representative", 0) } else { &key };
				act(by, Consent::refuse { patient, refusal });
			}
			for number in 0..MAX_CONFIDENTIAL {
				let class = RecordClass(500 + number as u16);
				act(&key, Consent::mark_confidential { patient, class });
			}
			act(&person("Bob"), calls::open_emergency(patient, practising(HOSPITAL)));
			assert_full(patient);
		});
		scene
	}

	/// What Bob asks: to read `target`, for `purpose`.
	pub fn request(&self, target: Target, purpose: Purpose) -> AccessRequest<AccountId> {
		AccessRequest {
			patient: self.patient,
			actor: Actor::new(account(&person("Bob")), practising(HOSPITAL)),
			action: Action::Access,
			purpose,
			target,
		}
	}
}

/// Records of `class`, as a whole.
pub fn class(class: RecordClass) -> Target {
	Target::Class { class, content: None }
}

/// Records of `class`, of some months.
pub fn months_of(class: RecordClass) -> Target {
	Target::Class { class, content: Some(crate::SOME_MONTHS) }
}

fn refusal(class: RecordClass, whom: Refused<AccountId>) -> Refusal<AccountId> {
	Refusal { whom, class: Some(class), purposes: None, even_in_emergency: false }
}

/// Rows of the hospital and of Bob that are as long as can be.
fn fill_registry() {
	let alice = person("Alice");
	for number in 0..MAX_PREDECESSORS {
		let organization = found(&numbered("a former admin", number));
		wait(DAY);
		govern(Registry::succeed_organization { organization, by: HOSPITAL });
	}
	for number in 1..MAX_ADMINS {
		let account = account(&numbered("an admin", number));
		act(&alice, Registry::add_admin { organization: HOSPITAL, account });
	}
	for number in 0..MAX_GATEWAYS {
		let account = account(&numbered("a gateway", number));
		act(&alice, Registry::add_gateway { organization: HOSPITAL, account });
	}
	for encryption_key in [1, 2].map(calls::public_key) {
		act(&alice, Registry::publish_organization_key { organization: HOSPITAL, encryption_key });
	}
	govern(Registry::set_emergency_role {
		organization: HOSPITAL,
		practitioner: bob(),
		holds: true,
	});
	for _ in 0..MAX_HISTORY {
		wait(DAY);
		govern(Registry::suspend_organization { organization: HOSPITAL });
		wait(DAY);
		govern(Registry::reinstate_organization { organization: HOSPITAL });
		let practitioner = bob();
		govern(Registry::suspend_practitioner { organization: HOSPITAL, practitioner });
		wait(DAY);
		let practitioner = bob();
		govern(Registry::reinstate_practitioner { organization: HOSPITAL, practitioner });
	}
	let (practitioner, encryption_key) = (bob(), calls::public_key(3));
	act(
		&person("Bob"),
		Registry::publish_practitioner_key { organization: HOSPITAL, practitioner, encryption_key },
	);
	govern(Consent::license_break_glass {
		organization: HOSPITAL,
		terms: Some(pallet_consent::BreakGlassTerms { max_open: u16::MAX, max_per_day: u16::MAX }),
	});
	wait(DAY);
}

/// A patient's row that is as long as can be.
fn fill_identity(patient: PatientId, key: &Pair) {
	for number in 0..MAX_REPRESENTATIVES {
		act(
			key,
			Identity::appoint_representative {
				patient,
				account: account(&numbered("a representative", number)),
				powers: Powers::of(&[Power::Consent, Power::Access, Power::Records]),
				period: Period { from: 0, until: Some(Timestamp::get() + 1_000 * DAY) },
			},
		);
	}
	for number in 0..MAX_DEVICES {
		act(
			key,
			Identity::authorize_device {
				patient,
				account: account(&numbered("a device", number)),
				classes: classes_to(GRANTED),
				until: Timestamp::get() + 1_000 * DAY,
			},
		);
	}
}

/// As many policies as there can be, none of which is about treatment.
fn fill_policies() {
	for _ in 0..MAX_POLICIES {
		govern(Consent::enact_policy {
			policy: Policy {
				kinds: OrganizationKinds::ALL,
				roles: Roles::ALL,
				scope: Scope::Classes(classes_to(GRANTED)),
				actions: Actions::ALL,
				purposes: Purposes::of(&[Purpose::Payment]),
				period: Period { from: 0, until: Some(Timestamp::get() + 1_000 * DAY) },
				refusals_bind: false,
				legal_basis: [1; 32],
			},
		});
	}
}

/// Leaves as many ended grants in the head as there is room for beside the live ones.
fn end_grants(patient: PatientId, key: &Pair) {
	for number in 0..(MAX_TRACKED_GRANTS - MAX_LIVE_GRANTS).div_ceil(MAX_OWN_GRANTS) {
		let other = found(&numbered("an admin of an earlier one", number));
		for _ in 0..MAX_OWN_GRANTS {
			let provision = provision_for_all(GRANTED, Purpose::Treatment);
			act(key, calls::grant_as(patient, other, provision));
		}
		wait(DAY);
		act(key, Consent::revoke_organization { patient, organization: other });
	}
}

/// As many live grants as there can be: the hospital's file is full of the patient's own and of those that the
/// clinic passed on, the others are other organizations'.
fn fill_grants(patient: PatientId, key: &Pair) {
	for _ in 0..MAX_OWN_GRANTS {
		let payment = provision(GRANTED, Purpose::Payment);
		act(key, calls::grant_as(patient, HOSPITAL, payment));
	}
	let referred = MAX_CHILDREN;
	for number in 0..referred {
		let last = if number + 1 == referred { GRANTED } else { CONDITION };
		let parent = next_grant(patient);
		let provision = provision_for_all(last, Purpose::Treatment);
		act(key, calls::grant_as(patient, CLINIC, provision.clone()));
		act(
			&person("Eve"),
			Consent::refer {
				patient,
				capacity: practising(CLINIC),
				parent,
				organization: HOSPITAL,
				provision,
				envelope: None,
			},
		);
	}
	let mut others = 0;
	while live_grants(patient) < MAX_LIVE_GRANTS as usize {
		let other = found(&numbered("an admin of another one", others));
		others += 1;
		let room = MAX_LIVE_GRANTS as usize - live_grants(patient);
		for _ in 0..room.min(MAX_OWN_GRANTS as usize) {
			let payment = provision_for_all(GRANTED, Purpose::Payment);
			act(key, calls::grant_as(patient, other, payment));
		}
	}
}

fn next_grant(patient: PatientId) -> u32 {
	pallet_consent::Heads::<Runtime>::get(patient).next
}

fn live_grants(patient: PatientId) -> usize {
	pallet_consent::Heads::<Runtime>::get(patient).live.len()
}

/// Checks that the tables are what they are said to be.
fn assert_full(patient: PatientId) {
	let head = pallet_consent::Heads::<Runtime>::get(patient);
	assert!(head.live.is_full() && head.refusals.is_full() && head.confidential.is_full());
	assert_eq!(head.live.len() + head.ended.len(), MAX_TRACKED_GRANTS as usize);
	let file = pallet_consent::Files::<Runtime>::get(patient, HOSPITAL);
	assert!(file.own.is_full() && file.referred.is_full());
	assert!(pallet_consent::Policies::<Runtime>::get().enacted.is_full());
	let row = pallet_patient_identity::Patients::<Runtime>::get(patient).expect("a patient");
	assert!(row.representatives.is_full() && row.devices.is_full());
	let hospital = ProviderRegistry::organization(HOSPITAL).expect("an organization");
	assert!(hospital.admins.is_full() && hospital.gateways.is_full());
	assert!(hospital.predecessors.is_full() && hospital.terms.past.is_full());
	let bob = ProviderRegistry::practitioner(HOSPITAL, bob()).expect("a practitioner");
	assert!(bob.terms.past.is_full());
	assert!(bob.terms.latest.roles.contains(Role::Emergency));
}
