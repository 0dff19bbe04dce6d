//! What the technical committee may stop, for how long, and what goes on whatever it does.

use frame_support::{
	assert_ok,
	traits::{fungible::Inspect, Contains},
};
use pallet_consent::{BreakGlassTerms, Scope};
use pallet_pause::Name;
use salus_primitives::{Action, AuditedEvent, PatientId, PractitionerId, Purpose, Target, TrailId};
use salus_runtime::{
	protected::{self, Protected},
	AuditLog, Runtime, RuntimeCall, SafeMode, System, HOURS, UNIT,
};
use salus_runtime_tests::{
	calls,
	motions::{committee, council},
	*,
};
use sp_core::sr25519::Pair;
use sp_runtime::DispatchError;

type Stops = pallet_pause::Call<Runtime>;
type Safe = pallet_safe_mode::Call<Runtime>;
type ConsentCall = pallet_consent::Call<Runtime>;

const FILTERED: frame_system::Error<Runtime> = frame_system::Error::CallFiltered;

/// A patient, who has granted the hospital something; and Bob, who may break the glass there.
struct World {
	chain: Chain,
	key: Pair,
	patient: PatientId,
}

fn world() -> World {
	let mut chain = Chain::development();
	let key = person("a patient");
	let patient = registered(&chain.send(&key, calls::register(1)).ok());
	let practitioner = PractitionerId::Account(account(&person("Bob")));
	let organization = HOSPITAL;
	chain.sudo(pallet_provider_registry::Call::<Runtime>::set_emergency_role {
		organization,
		practitioner,
		holds: true,
	});
	let terms = Some(BreakGlassTerms { max_open: 2, max_per_day: 10 });
	chain.sudo(ConsentCall::license_break_glass { organization, terms });
	let mut world = World { chain, key, patient };
	world.grant().ok();
	world
}

impl World {
	fn grant(&mut self) -> Sent {
		let key = self.key.clone();
		let grant = calls::grant(self.patient, HOSPITAL, Action::Access, Scope::All);
		self.chain.send(&key, grant)
	}

	fn revoke(&mut self, grant: u32) -> Sent {
		let key = self.key.clone();
		self.chain.send(&key, calls::revoke(self.patient, grant))
	}

	/// Bob asks to read for this purpose.
	fn ask(&mut self, purpose: Purpose) -> Sent {
		let target = Target::Class { class: OBSERVATION, content: None };
		let ask = calls::ask(self.patient, target, (Action::Access, purpose), practising(HOSPITAL));
		self.chain.send(&person("Bob"), ask)
	}

	fn break_the_glass(&mut self) -> Sent {
		let open = calls::open_emergency(self.patient, practising(HOSPITAL));
		self.chain.send(&person("Bob"), open)
	}
}

fn name(text: &str) -> Name {
	text.as_bytes().to_vec().try_into().expect("it is short")
}

fn pause(pallet: &str, call: &str, blocks: u32) -> Stops {
	Stops::pause { pallet: name(pallet), call: name(call), blocks }
}

#[test]
fn the_committee_pauses_a_call_and_it_goes_on_by_itself() {
	let mut world = world();
	assert_ok!(committee(&mut world.chain, 2, pause("Consent", "grant", 4)));
	world.grant().refused(FILTERED);
	world.revoke(0).ok();
	world.chain.pass_a_block();
	world.grant().ok();
}

#[test]
fn one_of_the_committee_alone_pauses_nothing() {
	let mut world = world();
	let pausing = committee(&mut world.chain, 1, pause("Consent", "grant", 4));
	assert_eq!(pausing, Err(DispatchError::BadOrigin));
	world.grant().ok();
}

#[test]
fn the_council_lets_go_on_what_the_committee_has_paused() {
	let mut world = world();
	assert_ok!(committee(&mut world.chain, 2, pause("Consent", "grant", 1_000)));
	world.grant().refused(FILTERED);
	let resume = Stops::resume { pallet: name("Consent"), call: name("grant") };
	assert_ok!(council(&mut world.chain, 2, resume));
	world.grant().ok();
}

#[test]
fn what_protects_a_patient_cannot_be_paused() {
	let mut world = world();
	let protected = [
		("Consent", "revoke"),
		("Consent", "refuse_all"),
		("Consent", "open_emergency"),
		("PatientIdentity", "vote_freeze"),
		("AuditLog", "request_access"),
		("Timestamp", "set"),
		("MetaTx", "dispatch"),
		("Council", "propose"),
		("Pause", "resume"),
	];
	for (pallet, call) in protected {
		let pausing = committee(&mut world.chain, 2, pause(pallet, call, 4));
		let refused = DispatchError::from(pallet_pause::Error::<Runtime>::CallProtected);
		assert_eq!(
			pausing.map_err(DispatchError::stripped),
			Err(refused.stripped()),
			"{pallet}.{call}"
		);
	}
}

#[test]
fn whatever_is_urgent_because_it_protects_cannot_be_stopped() {
	let mut chain = Chain::development();
	chain.look(|| {
		let urgent: Vec<_> = calls::every()
			.into_iter()
			.filter(|(_, call)| salus_runtime::lanes::is_protective(call))
			.collect();
		assert!(urgent.len() >= 18, "{urgent:?}");
		for (name, call) in urgent {
			assert!(Protected::contains(&name), "{name:?} can be paused");
			assert!(protected::goes_on_in_safe_mode(&call), "{name:?} stops in safe mode");
		}
	});
}

#[test]
fn in_safe_mode_a_patient_revokes_and_an_emergency_is_not_locked_out() {
	let mut world = world();
	assert_ok!(committee(&mut world.chain, 2, Safe::force_enter {}));
	world.grant().refused(FILTERED);
	world.ask(Purpose::Treatment).refused(FILTERED);
	world.revoke(0).ok();
	world.break_the_glass().ok();
	world.ask(Purpose::EmergencyTreatment).ok();
	let decided = world.chain.look(|| AuditLog::entries(TrailId::Patient(world.patient), 0, 100));
	let last = decided.last().expect("the attempt is written down");
	assert!(
		matches!(&last.1.event, AuditedEvent::AccessRequested(attempt) if attempt.purpose == Purpose::EmergencyTreatment),
		"{last:?}"
	);
}

#[test]
fn in_safe_mode_nothing_gets_past_inside_another_call() {
	let mut world = world();
	let (ferdie, somebody) = (account(&person("Ferdie")), account(&person("somebody")));
	let proxy_type = salus_runtime::configs::ProxyType::Any;
	let delegate = account(&person("Dave")).into();
	let named = pallet_proxy::Call::<Runtime>::add_proxy { delegate, proxy_type, delay: 0 };
	world.chain.send(&person("Ferdie"), named).ok();
	let transfer = || -> Box<RuntimeCall> {
		let dest = somebody.clone().into();
		Box::new(pallet_balances::Call::transfer_keep_alive { dest, value: UNIT }.into())
	};
	let proxied = || pallet_proxy::Call::<Runtime>::proxy {
		real: ferdie.clone().into(),
		force_proxy_type: None,
		call: transfer(),
	};
	let calls: [(&str, RuntimeCall); 4] = [
		("Ferdie", pallet_utility::Call::batch { calls: vec![*transfer()] }.into()),
		("Ferdie", pallet_utility::Call::force_batch { calls: vec![*transfer()] }.into()),
		("Dave", proxied().into()),
		("Dave", pallet_utility::Call::batch { calls: vec![proxied().into()] }.into()),
	];
	let received =
		|world: &mut World| world.chain.look(|| salus_runtime::Balances::balance(&somebody));
	assert_ok!(committee(&mut world.chain, 2, Safe::force_enter {}));
	for (name, call) in calls.clone() {
		// The call that carries it succeeds, and tells of the other one.
		world.chain.send(&person(name), call).ok();
		assert_eq!(received(&mut world), 0);
	}
	// Each would do it otherwise.
	assert_ok!(committee(&mut world.chain, 2, Safe::force_exit {}));
	for (number, (name, call)) in (1..).zip(calls) {
		world.chain.send(&person(name), call).ok();
		assert_eq!(received(&mut world), number * UNIT);
	}
}

#[test]
fn safe_mode_ends_by_itself_and_only_the_council_makes_it_longer() {
	let mut world = world();
	assert_ok!(committee(&mut world.chain, 2, Safe::force_enter {}));
	let until = world.chain.look(pallet_safe_mode::EnteredUntil::<Runtime>::get).expect("it is on");
	let now = world.chain.look(System::block_number);
	assert_eq!(until, now + 2 * HOURS);
	let extend = Safe::force_extend {};
	assert_eq!(committee(&mut world.chain, 3, extend.clone()), Err(DispatchError::BadOrigin));
	assert_ok!(council(&mut world.chain, 3, extend));
	world.chain.look(|| pallet_safe_mode::EnteredUntil::<Runtime>::put(now + 12));
	while world.chain.look(SafeMode::is_entered) {
		world.chain.pass_a_block();
	}
	assert!(world.chain.look(System::block_number) <= now + 13);
	world.grant().ok();
}

/// A call that is named anew would be stopped from then on.
#[test]
fn whatever_is_protected_is_there() {
	let every = calls::every();
	let protected = every.keys().filter(|name| Protected::contains(name)).count();
	let named = protected::single_names().filter(|name| every.contains_key(name)).count();
	assert_eq!(named, protected::single_names().count());
	assert!(protected > named, "and whole pallets");
}
