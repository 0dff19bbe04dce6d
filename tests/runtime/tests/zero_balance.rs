//! Nobody needs a coin: a role keeps its account, exactly as long as there is one, and what people do in
//! their roles costs them nothing.

use frame_support::traits::fungible::{Inspect, InspectHold};
use salus_primitives::{
	Action, AssuranceLevel, Capacity, ClassSet, PatientId, Period, Power, Powers, PractitionerId,
	Pseudonym, Role, Roles,
};
use salus_runtime::{Balances, Runtime, RuntimeCall, System, Timestamp};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};

type Consent = pallet_consent::Call<Runtime>;
type Identity = pallet_patient_identity::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;

const FOR_EVER: Period = Period { from: 0, until: None };

struct World {
	chain: Chain,
}

impl World {
	fn new() -> Self {
		Self { chain: Chain::development() }
	}

	/// Has somebody without a coin send `call`, which must succeed and cost nothing.
	#[track_caller]
	fn free(&mut self, key: &Pair, call: impl Into<RuntimeCall>) -> Sent {
		assert_eq!(self.chain.look(|| Balances::total_balance(&account(key))), 0);
		let sent = self.chain.send(key, call).ok();
		assert_eq!(fees(&sent), 0, "it is free");
		self.check();
		sent
	}

	#[track_caller]
	fn sudo(&mut self, call: impl Into<RuntimeCall>) {
		self.chain.sudo(call);
		self.check();
	}

	/// Checks that every account has exactly one reference for each of its roles.
	#[track_caller]
	fn check(&mut self) {
		self.chain.look(|| {
			for (who, row) in frame_system::Account::<Runtime>::iter() {
				let roles = pallet_patient_identity::RoleCount::<Runtime>::get(&who)
					+ pallet_provider_registry::RoleCount::<Runtime>::get(&who);
				assert_eq!(row.sufficients, roles, "references and roles of {who:?}");
			}
		});
	}

	/// How many roles an account has; `None` if there is no such account.
	fn roles(&mut self, key: &Pair) -> Option<u32> {
		self.chain.look(|| {
			frame_system::Account::<Runtime>::contains_key(account(key))
				.then(|| System::sufficients(&account(key)))
		})
	}

	fn register(&mut self, key: &Pair) -> PatientId {
		registered(&self.free(key, calls::register(1)))
	}

	fn now(&mut self) -> u64 {
		self.chain.look(Timestamp::get)
	}

	fn offer_and_accept(&mut self, patient: PatientId, from: &Pair, to: &Pair) {
		self.free(from, Identity::offer_control { patient, to: account(to) });
		self.free(to, Identity::accept_control { patient });
	}

	fn appoint(&mut self, patient: PatientId, by: &Pair, who: &Pair, period: Period) {
		let powers = Powers::of(&[Power::Consent, Power::Records, Power::Identity]);
		let account = account(who);
		self.free(by, Identity::appoint_representative { patient, account, powers, period });
	}

	fn authorize(&mut self, patient: PatientId, by: &Pair, device: &Pair, until: u64) {
		let classes = ClassSet::truncate_from(vec![OBSERVATION]);
		let account = account(device);
		self.free(by, Identity::authorize_device { patient, account, classes, until });
	}
}

#[test]
fn rotating_the_controller_moves_the_reference() {
	let mut world = World::new();
	let (first, second) = (person("the first key"), person("the second key"));
	let patient = world.register(&first);
	assert_eq!(world.roles(&first), Some(1));
	world.free(&first, Identity::offer_control { patient, to: account(&second) });
	assert_eq!(world.roles(&second), Some(1), "so that it can accept");
	world.free(&second, Identity::accept_control { patient });
	assert_eq!((world.roles(&first), world.roles(&second)), (None, Some(1)));
	let third = person("the third key");
	world.free(&second, Identity::offer_control { patient, to: account(&third) });
	world.free(&second, Identity::withdraw_offer { patient });
	assert_eq!(world.roles(&third), None);
	world.offer_and_accept(patient, &second, &first);
	assert_eq!((world.roles(&first), world.roles(&second)), (Some(1), None));
}

#[test]
fn representatives_and_devices_are_kept_until_they_are_removed() {
	let mut world = World::new();
	let (key, mother, watch) = (person("a patient"), person("the mother"), person("a watch"));
	let patient = world.register(&key);
	world.appoint(patient, &key, &mother, FOR_EVER);
	let until = world.now() + DAY;
	world.authorize(patient, &mother, &watch, until);
	assert_eq!((world.roles(&mother), world.roles(&watch)), (Some(1), Some(1)));
	let record = calls::anchor(patient, OBSERVATION, &[H256::zero()], Capacity::Person);
	world.free(&watch, record);
	world.appoint(patient, &key, &mother, Period { from: 0, until: Some(until) });
	assert_eq!(world.roles(&mother), Some(1), "a changed appointment is the same role");
	world.free(&watch, Identity::remove_device { patient, account: account(&watch) });
	world.free(&mother, Identity::end_representative { patient, account: account(&mother) });
	assert_eq!((world.roles(&mother), world.roles(&watch)), (None, None));
}

#[test]
fn what_is_over_lets_go_of_its_references_when_it_is_cleared() {
	let mut world = World::new();
	let key = person("a patient");
	let others = [person("an aunt"), person("a watch"), person("another key")];
	let patient = world.register(&key);
	let until = world.now() + DAY;
	world.appoint(patient, &key, &others[0], Period { from: 0, until: Some(until) });
	world.authorize(patient, &key, &others[1], until);
	world.free(&key, Identity::offer_control { patient, to: account(&others[2]) });
	world.chain.wait(8 * DAY);
	world.check();
	world.free(&key, Identity::clear_expired { patient });
	for other in &others {
		assert_eq!(world.roles(other), None);
	}
	assert_eq!(world.roles(&key), Some(1));
}

#[test]
fn one_account_has_as_many_references_as_roles() {
	let mut world = World::new();
	let (first, second, helper) = (person("one"), person("another"), person("a helper"));
	let (one, another) = (world.register(&first), world.register(&second));
	world.appoint(one, &first, &helper, FOR_EVER);
	world.appoint(another, &second, &helper, FOR_EVER);
	let own = world.register(&helper);
	assert_eq!(world.roles(&helper), Some(3));
	world.free(&first, Identity::end_representative { patient: one, account: account(&helper) });
	world.free(&helper, Identity::link { patient: own, other: another });
	world.free(&second, Identity::link { patient: another, other: own });
	world.free(&second, Identity::unlink { patient: another, other: own });
	world.free(&helper, Identity::unlink { patient: own, other: another });
	assert_eq!(world.roles(&helper), Some(2));
}

#[test]
fn a_recovery_leaves_no_reference_behind() {
	let mut world = World::new();
	let (lost, new, watch) = (person("the lost key"), person("the new key"), person("a watch"));
	let friends = [person("a friend"), person("a sister"), person("a neighbour")];
	let patient = world.register(&lost);
	// Two of the guardians are patients themselves; nobody ever heard of the third.
	world.register(&friends[0]);
	world.register(&friends[1]);
	let (members, salt, commitment) = guardians(patient, &[&friends[0], &friends[1], &friends[2]]);
	world.free(&lost, Identity::set_guardians { patient, commitment: Some(commitment) });
	world.free(&lost, Identity::cancel_guardian_change { patient });
	world.free(&lost, Identity::set_guardians { patient, commitment: Some(commitment) });
	world.chain.wait(3 * DAY);
	let until = world.now() + 30 * DAY;
	world.appoint(patient, &lost, &person("a thief's friend"), FOR_EVER);
	world.authorize(patient, &lost, &watch, until);

	let numbers = [0, 1, 2].map(|index: usize| number_of(&friends[index], &members));
	let reveal =
		Identity::reveal_guardians { patient, members, threshold: 2, salt, member: numbers[0] };
	world.free(&friends[0], reveal);
	assert_eq!(world.roles(&friends[0]), Some(2), "as a patient and as a guardian");
	assert_eq!(world.roles(&friends[2]), Some(1), "so that it can act");
	let opener = numbers[0];
	let to = account(&new);
	world.free(&friends[0], Identity::open_recovery { patient, member: opener, to: to.clone() });
	world.free(&friends[1], Identity::vote_freeze { patient, member: numbers[1] });
	world.free(&friends[1], Identity::withdraw_freeze_vote { patient, member: numbers[1] });
	world.free(&friends[2], Identity::approve_recovery { patient, member: numbers[2], opener, to });
	world.chain.wait(3 * DAY);
	let (to, member) = (account(&new), Some(numbers[2]));
	world.free(&friends[2], Identity::complete_recovery { patient, opener, to, member });

	assert_eq!(world.roles(&new), Some(1));
	assert_eq!(world.roles(&friends[0]), Some(1), "still a patient");
	for gone in [&lost, &watch, &friends[2], &person("a thief's friend")] {
		assert_eq!(world.roles(gone), None);
	}
	world.free(
		&new,
		Identity::replace_encryption_key { patient, encryption_key: calls::patient_key(8) },
	);
}

#[test]
fn a_veto_costs_nothing_and_a_decided_recovery_leaves_no_reference_behind() {
	let mut world = World::new();
	let (old, new) = (person("the old key"), person("the new key"));
	let friends = [person("a friend"), person("a sister")];
	let patient = world.register(&old);
	friends.iter().for_each(|friend| {
		world.register(friend);
	});
	let (members, salt, commitment) = guardians(patient, &[&friends[0], &friends[1]]);
	world.free(&old, Identity::set_guardians { patient, commitment: Some(commitment) });
	world.chain.wait(3 * DAY);
	let [opener, other] = [0, 1].map(|index: usize| number_of(&friends[index], &members));
	let reveal =
		Identity::reveal_guardians { patient, members, threshold: 2, salt, member: opener };
	world.free(&friends[0], reveal);
	let to = account(&new);
	let open = Identity::open_recovery { patient, member: opener, to: to.clone() };
	world.free(&friends[0], open);
	world.free(&old, Identity::veto_recovery { patient, opener, to: to.clone() });
	let approve = Identity::approve_recovery { patient, member: other, opener, to: to.clone() };
	world.free(&friends[1], approve);
	world.sudo(Identity::decide_recovery { patient, opener, to, uphold: true });
	assert_eq!((world.roles(&old), world.roles(&new)), (None, Some(1)));
	assert_eq!((world.roles(&friends[0]), world.roles(&friends[1])), (Some(1), Some(1)));
}

#[test]
fn a_key_lost_without_guardians_is_replaced_by_the_registrar_and_costs_the_person_nothing() {
	let mut world = World::new();
	let (lost, new) = (person("the lost key"), person("the new key"));
	let patient = world.register(&lost);
	let to = account(&new);
	world.sudo(Identity::reassign_control { patient, to: to.clone() });
	assert_eq!(world.roles(&new), Some(1), "so that it can complete it");
	// Whoever has the key objects, and only moves the decision.
	world.free(&lost, Identity::veto_reassignment { patient, to: to.clone() });
	world.sudo(Identity::decide_reassignment { patient, to: to.clone(), uphold: false });
	assert_eq!(world.roles(&new), None);

	world.sudo(Identity::reassign_control { patient, to: to.clone() });
	world.chain.wait(3 * DAY);
	world.free(&new, Identity::complete_reassignment { patient, to });
	assert_eq!((world.roles(&lost), world.roles(&new)), (None, Some(1)));
}

#[test]
fn closing_lets_go_of_every_reference() {
	let mut world = World::new();
	let (key, mother, watch) = (person("a patient"), person("the mother"), person("a watch"));
	let patient = world.register(&key);
	let until = world.now() + 100 * DAY;
	world.appoint(patient, &key, &mother, FOR_EVER);
	world.authorize(patient, &key, &watch, until);
	world.free(&key, Identity::announce_closing { patient });
	world.free(&key, Identity::cancel_closing { patient });
	world.free(&key, Identity::announce_closing { patient });
	world.chain.wait(3 * DAY);
	world.free(&key, Identity::close { patient });
	for gone in [&key, &mother, &watch] {
		assert_eq!(world.roles(gone), None);
	}
	world.chain.look(|| {
		assert!(pallet_patient_identity::Tombstones::<Runtime>::contains_key(patient));
		assert!(pallet_patient_identity::RoleCount::<Runtime>::iter().next().is_none());
	});
}

#[test]
fn a_death_ends_all_roles_but_the_executor_s() {
	let mut world = World::new();
	let (key, mother) = (person("a patient"), person("the mother"));
	let (executor, heir) = (person("the executor"), person("not dead after all"));
	let patient = world.register(&key);
	world.appoint(patient, &key, &mother, FOR_EVER);
	world.sudo(Identity::declare_deceased { patient, executor: Some(account(&executor)) });
	assert_eq!((world.roles(&key), world.roles(&mother)), (None, None));
	assert_eq!(world.roles(&executor), Some(1));
	let read = calls::read(patient, 0, Capacity::Person);
	world.free(&executor, read);
	world.sudo(Identity::correct_death { patient, to: account(&heir) });
	world.free(&heir, Identity::accept_control { patient });
	assert_eq!(world.roles(&heir), Some(1));
}

fn held(chain: &mut Chain, key: &Pair) -> u128 {
	chain.look(|| Balances::total_balance_on_hold(&account(key)))
}

#[test]
fn whoever_sponsors_a_patient_pays_until_the_patient_acts() {
	let mut world = World::new();
	let (sponsor, key) = (person("Bob"), person("a patient"));
	fund(&mut world.chain, &sponsor);
	let sponsored = |controller: Option<&Pair>, salt| Identity::sponsor {
		capacity: practising(HOSPITAL),
		salt: H256([salt; 32]),
		controller: controller.map(account),
		encryption_key: controller.map(|_| calls::patient_key(7)),
		level: AssuranceLevel::Level3,
	};
	let sent = world.chain.send(&sponsor, sponsored(Some(&key), 1)).ok();
	assert_eq!(fees(&sent), 1);
	let patient = registered(&sent);
	world.check();
	assert!(held(&mut world.chain, &sponsor) > 0);
	assert_eq!(world.roles(&key), Some(1), "so that it can confirm");
	world.free(&key, Identity::confirm_registration { patient });
	assert_eq!(held(&mut world.chain, &sponsor), 0);

	let new_born = registered(&world.chain.send(&sponsor, sponsored(None, 2)).ok());
	world.check();
	let mother = person("the mother");
	world.sudo(Identity::offer_control { patient: new_born, to: account(&mother) });
	world.free(&mother, Identity::accept_control { patient: new_born });
	assert_eq!(world.roles(&mother), Some(1));
}

#[test]
fn practitioners_are_kept_by_their_organization_and_leave_nothing_behind() {
	let mut world = World::new();
	let (admin, nurse) = (person("Alice"), person("a nurse"));
	let (gateway, deputy) = (person("a gateway"), person("a deputy"));
	let organization = HOSPITAL;
	let practitioner = || PractitionerId::Account(account(&nurse));
	let add = |practitioner| Registry::add_practitioner {
		organization,
		practitioner,
		roles: Roles::of(&[Role::Nurse]),
		licence: FOR_EVER,
	};
	let before = world.roles(&admin);
	world.chain.send(&admin, add(practitioner())).ok();
	let pseudonym = PractitionerId::Pseudonym(Pseudonym([4; 32]));
	world.chain.send(&admin, add(pseudonym.clone())).ok();
	let account_of = account;
	world
		.chain
		.send(&admin, Registry::add_gateway { organization, account: account_of(&gateway) })
		.ok();
	world
		.chain
		.send(&admin, Registry::add_admin { organization, account: account_of(&deputy) })
		.ok();
	world.check();
	for kept in [&nurse, &gateway, &deputy] {
		assert_eq!(world.roles(kept), Some(1));
	}
	let publish = |practitioner| Registry::publish_practitioner_key {
		organization,
		practitioner,
		encryption_key: calls::public_key(6),
	};
	world.free(&nurse, publish(practitioner()));
	world.free(&gateway, publish(pseudonym));
	world.free(&nurse, Registry::leave { organization });
	let remove = Registry::remove_gateway { organization, account: account_of(&gateway) };
	world.chain.send(&admin, remove).ok();
	let remove = Registry::remove_admin { organization, account: account_of(&deputy) };
	world.chain.send(&admin, remove).ok();
	world.check();
	for gone in [&nurse, &gateway, &deputy] {
		assert_eq!(world.roles(gone), None);
	}
	assert_eq!(world.roles(&admin), before);
}

#[test]
fn a_patient_s_consent_costs_nothing() {
	use pallet_consent::{Refusal, Refused, Scope};
	let mut world = World::new();
	let (key, mother) = (person("a patient"), person("the mother"));
	let patient = world.register(&key);
	world.appoint(patient, &key, &mother, FOR_EVER);
	let provision = || calls::provision(&[Action::Access], Scope::All);
	let grant = || calls::grant_as(patient, CLINIC, provision());
	let refusal = Refusal {
		whom: Refused::Organization(CLINIC),
		class: Some(CONDITION),
		purposes: None,
		even_in_emergency: false,
	};
	for who in [&key, &mother] {
		let first = world.chain.look(|| pallet_consent::Heads::<Runtime>::get(patient).next);
		let refused =
			world.chain.look(|| pallet_consent::Heads::<Runtime>::get(patient).next_refusal);
		let amend = Consent::amend {
			patient,
			grant: first,
			provision: provision(),
			terms: None,
			envelope: None,
		};
		world.free(who, grant());
		world.free(who, amend);
		let class = OBSERVATION;
		world.free(who, Consent::exclude_class { patient, grant: first + 1, class });
		world.free(who, calls::revoke(patient, first + 2));
		world.free(who, grant());
		world.free(who, Consent::revoke_organization { patient, organization: CLINIC });
		world.free(who, Consent::refuse { patient, refusal: refusal.clone() });
		world.free(who, Consent::lift_refusal { patient, refusal: refused });
		world.free(who, Consent::refuse_all { patient, even_in_emergency: false });
		world.free(who, Consent::lift_refuse_all { patient });
	}
	world.free(&key, Consent::refuse_all { patient, even_in_emergency: true });
	world.free(&key, Consent::opt_out_of_emergencies { patient });
	world.free(&key, Consent::opt_in_to_emergencies { patient });
	world.free(&key, Consent::mark_confidential { patient, class: CONDITION });
	world.free(&key, Consent::unmark_confidential { patient, class: CONDITION });
	world.free(&key, Consent::mark_all_confidential { patient, exceptions: Default::default() });
	world.free(&key, Consent::unmark_all_confidential { patient });
}

#[test]
fn practitioners_ask_pass_on_give_back_and_break_the_glass_for_nothing() {
	use pallet_consent::{BreakGlassTerms, Scope};
	let mut world = World::new();
	let (key, bob, eve) = (person("a patient"), person("Bob"), person("Eve"));
	let patient = world.register(&key);
	let bob_id = || PractitionerId::Account(account(&bob));
	world.sudo(Registry::set_emergency_role {
		organization: HOSPITAL,
		practitioner: bob_id(),
		holds: true,
	});
	let terms = Some(BreakGlassTerms { max_open: 1, max_per_day: 1 });
	world.sudo(Consent::license_break_glass { organization: HOSPITAL, terms });
	let officer = Registry::change_practitioner {
		organization: CLINIC,
		practitioner: PractitionerId::Account(account(&eve)),
		roles: Roles::of(&[Role::Physician, Role::PrivacyOfficer]),
		licence: FOR_EVER,
	};
	world.chain.send(&person("Dave"), officer).ok();

	let provision = || calls::provision(&[Action::Access, Action::Disclose], Scope::All);
	let ask = || Consent::request_consent {
		patient,
		capacity: practising(HOSPITAL),
		provision: provision(),
		reason: H256::repeat_byte(1),
	};
	let organization = HOSPITAL;
	world.free(&bob, ask());
	world.free(&bob, Consent::withdraw_request { patient, capacity: practising(HOSPITAL) });
	world.free(&bob, ask());
	world.free(
		&key,
		Consent::approve_request {
			patient,
			organization,
			provision: provision(),
			terms: None,
			envelope: None,
		},
	);
	world.free(&bob, ask());
	world.free(&key, Consent::reject_request { patient, organization });
	let refer = Consent::refer {
		patient,
		capacity: practising(HOSPITAL),
		parent: 0,
		organization: CLINIC,
		provision: provision(),
		envelope: None,
	};
	world.free(&bob, refer);
	world.free(&eve, Consent::renounce { patient, capacity: practising(CLINIC), grant: 1 });
	world.free(&bob, calls::open_emergency(patient, practising(HOSPITAL)));
	let close = Consent::close_emergency { capacity: practising(HOSPITAL), session: 0 };
	world.free(&bob, close);
	world.free(&eve, calls::review_emergency(0, practising(CLINIC), true));
}
