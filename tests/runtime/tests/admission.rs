//! Who gets into a block, and before whom: nobody fills the chain for nothing, and whoever needs care, or is in danger,
//! is not kept out by those who try.

use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::Get,
};
use pallet_admission::{CurrentFigures, Figures, Refusal};
use pallet_consent::{BreakGlassTerms, Scope};
use salus_primitives::{
	Action, AssuranceLevel, Capacity, PatientId, PractitionerId, Purpose, Target,
};
use salus_runtime::{AccountId, Runtime, RuntimeCall, RuntimeEvent};
use salus_runtime_tests::{calls, *};
use sp_core::{sr25519::Pair, H256};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	Perbill,
};

type Consent = pallet_consent::Call<Runtime>;
type Identity = pallet_patient_identity::Call<Runtime>;
type Registry = pallet_provider_registry::Call<Runtime>;
type System = frame_system::Call<Runtime>;

const EXHAUSTS: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);

/// A chain with blocks divided as by default, an attested patient who has granted the hospital access, and one whom
/// nobody has attested.
struct World {
	chain: Chain,
	anna: Pair,
	attested: PatientId,
	mallory: Pair,
	unattested: PatientId,
}

fn world() -> World {
	let mut chain = Chain::strict();
	let (anna, mallory) = (person("Anna"), person("Mallory"));
	let attested = registered(&chain.send(&anna, calls::register(1)).ok());
	let unattested = registered(&chain.send(&mallory, calls::register(1)).ok());
	let attest = Identity::attest_identity {
		patient: attested,
		capacity: practising(HOSPITAL),
		level: AssuranceLevel::Level3,
	};
	chain.send(&person("Bob"), attest).ok();
	chain.send(&anna, give(attested)).ok();
	chain.send(&mallory, give(unattested)).ok();
	let bob = PractitionerId::Account(account(&person("Bob")));
	let role =
		Registry::set_emergency_role { organization: HOSPITAL, practitioner: bob, holds: true };
	chain.sudo(role);
	let terms = Some(BreakGlassTerms { max_open: 2, max_per_day: 10 });
	chain.sudo(Consent::license_break_glass { organization: HOSPITAL, terms });
	for _ in 0..100 {
		chain.pass_a_block();
	}
	World { chain, anna, attested, mallory, unattested }
}

fn give(patient: PatientId) -> RuntimeCall {
	calls::grant(patient, HOSPITAL, Action::Access, Scope::All)
}

fn remark(length: usize) -> System {
	System::remark { remark: vec![1; length] }
}

fn ask(patient: PatientId, organization: u32) -> RuntimeCall {
	calls::read(patient, 0, practising(organization))
}

/// A paid call that fills `percent` of what a block has for ordinary transactions, by its length.
fn heavy(percent: u32) -> System {
	let limits = <Runtime as frame_system::Config>::BlockLength::get();
	let length = Perbill::from_percent(percent) * *limits.max.get(DispatchClass::Normal);
	remark(length as usize)
}

impl World {
	fn priority(&mut self, key: &Pair, call: impl Into<RuntimeCall>) -> u64 {
		self.chain.validate(key, call).expect("valid").priority
	}

	fn refused(&mut self, key: &Pair, call: impl Into<RuntimeCall>) -> TransactionValidityError {
		self.chain.validate(key, call).expect_err("it is turned away")
	}
}

#[test]
fn the_pool_serves_them_in_the_order_of_the_lanes() {
	let mut world = world();
	let (anna, mallory) = (world.anna.clone(), world.mallory.clone());
	let (attested, unattested) = (world.attested, world.unattested);
	let upgrade: RuntimeCall = System::authorize_upgrade { code_hash: H256::zero() }.into();
	let sudo = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(upgrade) };
	let (bob, eve, ferdie) = (person("Bob"), person("Eve"), person("Ferdie"));
	let order = [
		world.priority(&person("Alice"), sudo),
		world.priority(&bob, calls::open_emergency(attested, practising(HOSPITAL))),
		world.priority(&anna, calls::revoke(attested, 0)),
		world.priority(&eve, ask(attested, CLINIC)),
		world.priority(&anna, give(attested)),
		world.priority(&mallory, calls::revoke(unattested, 0)),
		world.priority(&ferdie, remark(1)),
		world.priority(&mallory, give(unattested)),
	];
	assert!(order.is_sorted_by(|one, next| one > next), "{order:?}");
	let newcomer = world.priority(&person("a newcomer"), calls::register(1));
	assert!(newcomer < order[6]);
}

#[test]
fn whoever_uses_the_superuser_s_calls_without_being_it_only_pays() {
	let mut world = world();
	let call = || pallet_sudo::Call::<Runtime>::sudo { call: Box::new(remark(1).into()) };
	let by_stranger = world.priority(&person("Ferdie"), call());
	let eve = person("Eve");
	assert!(by_stranger < world.priority(&eve, ask(world_patient(), CLINIC)));
	assert!(world.priority(&person("Alice"), call()) > by_stranger);
}

fn world_patient() -> PatientId {
	PatientId([7; 32])
}

/// Six accounts without a coin filled the pool with revocations of grants that did not exist, before everybody.
#[test]
fn what_takes_nothing_away_does_not_go_first() {
	let mut world = world();
	let refusal = || pallet_consent::Refusal {
		whom: pallet_consent::Refused::Everybody,
		class: Some(OBSERVATION),
		purposes: None,
		even_in_emergency: false,
	};
	for (key, patient) in
		[(world.anna.clone(), world.attested), (world.mallory.clone(), world.unattested)]
	{
		let revoke = Consent::revoke { patient, grant: 0 };
		let first = world.priority(&key, revoke) & (0xff << 56);
		for call in [
			Consent::revoke { patient, grant: 7 },
			Consent::revoke_organization { patient, organization: CLINIC },
			Consent::exclude_class { patient, grant: 9, class: OBSERVATION },
		] {
			assert!(world.priority(&key, call.clone()) < first, "{call:?}");
		}
		for call in [
			Identity::veto_recovery { patient, opener: 0, to: account(&key) },
			Identity::withdraw_offer { patient },
			Identity::cancel_closing { patient },
		] {
			assert!(world.priority(&key, call.clone()) < first, "{call:?}");
		}
		let refuse = || Consent::refuse { patient, refusal: refusal() };
		assert!(world.priority(&key, refuse()) >= first);
		world.chain.send(&key, refuse()).ok();
		assert!(world.priority(&key, refuse()) < first, "it is refused already");
	}
}

/// What was looked at leaves nothing behind.
#[test]
fn looking_whether_something_would_change_changes_nothing() {
	let mut world = world();
	let (anna, patient) = (world.anna.clone(), world.attested);
	let root = |world: &mut World| {
		world.chain.look(|| sp_io::storage::root(salus_runtime::VERSION.state_version()))
	};
	let before = root(&mut world);
	assert!(world.chain.validate(&anna, calls::revoke(patient, 0)).is_ok());
	assert_eq!(root(&mut world), before);
}

/// A grant and its revocation, signed one after the other, are both sent.
#[test]
fn a_revocation_of_what_is_still_to_be_granted_waits_for_it() {
	let mut world = world();
	let anna = world.anna.clone();
	let nonce = world.chain.look(|| next_nonce(&anna));
	let revoke = calls::revoke(world.attested, 1);
	let useless = world.chain.validate_as(&anna, revoke.clone(), nonce).expect("valid");
	let waiting = world.chain.validate_as(&anna, revoke, nonce + 1).expect("it waits");
	assert!(useless.priority < waiting.priority, "nobody knows yet what it will do");
	assert_eq!(waiting.requires.len(), 1);
}

#[test]
fn the_pool_keeps_no_more_of_an_account_than_the_next_blocks_take() {
	let mut world = world();
	let too_far =
		TransactionValidityError::Invalid(InvalidTransaction::Custom(Refusal::TooFarAhead as u8));
	let figures = Figures::default();
	for (key, call, reach) in [
		(world.mallory.clone(), give(world.unattested), figures.reach),
		(world.anna.clone(), give(world.attested), figures.reach),
		(person("Eve"), ask(world.attested, CLINIC), figures.organization_reach),
	] {
		let nonce = world.chain.look(|| next_nonce(&key));
		assert!(world.chain.validate_as(&key, call.clone(), nonce + reach - 1).is_ok());
		assert_eq!(world.chain.validate_as(&key, call, nonce + reach), Err(too_far));
	}
}

#[test]
fn a_long_call_is_not_free() {
	let mut world = world();
	let many = |count: u32| {
		let items = (0..count).map(|number| pallet_record_anchor::RunItem {
			patient: world.attested,
			batch: calls::batch(OBSERVATION, H256::from_low_u64_be(number.into()), 1),
			purpose: Purpose::PatientRequest,
		});
		let run = frame_support::BoundedVec::truncate_from(items.collect());
		pallet_record_anchor::Call::<Runtime>::anchor_run { run, capacity: Capacity::Person }
	};
	let anna = world.anna.clone();
	let call = many(32);
	let length = codec::Encode::encoded_size(&RuntimeCall::from(call.clone()));
	let shorter = Figures { max_length: 4 * 1024, ..Figures::default() };
	assert!(length < 16 * 1024, "the largest run is free: {length}");
	assert!(world.chain.validate(&anna, call.clone()).is_ok());
	if length > 4 * 1024 {
		world.chain.look(|| CurrentFigures::<Runtime>::put(shorter));
		let too_long = InvalidTransaction::Custom(Refusal::TooLong as u8);
		assert_eq!(world.refused(&anna, call), too_long.into());
	}
}

#[test]
fn nobody_whom_none_has_attested_sends_more_than_a_little() {
	let mut world = world();
	let (mallory, patient) = (world.mallory.clone(), world.unattested);
	let mut in_blocks = vec![];
	for _ in 0..20 {
		in_blocks.push(world.chain.block(|| {
			(0..100).take_while(|_| send(&mallory, give(patient)).result.is_ok()).count()
		}));
	}
	println!("{in_blocks:?}");
	assert!(in_blocks[0] > 8, "what was saved up: {in_blocks:?}");
	assert!(in_blocks[0] < 60, "{in_blocks:?}");
	let later: usize = in_blocks.iter().skip(1).sum();
	assert!((8..=40).contains(&later), "about one in a block: {in_blocks:?}");
}

/// Accounts without number, each with little: together they had whole blocks.
#[test]
fn newcomers_without_number_leave_the_block_to_the_others() {
	let mut world = world();
	let (anna, attested) = (world.anna.clone(), world.attested);
	world.chain.block(|| {
		// What paid transactions would have used is used, so that newcomers have their share alone.
		send(&person("Ferdie"), heavy(94)).ok();
		let mut registered = 0;
		while send(&person(&format!("newcomer {registered}")), calls::register(1)).result.is_ok() {
			registered += 1;
			assert!(registered < 1_000);
		}
		assert!(registered > 10, "they have a share: {registered}");
	});
	// Nobody else is there, and they may have all of it, but for what others come for.
	world.chain.block(|| {
		send(&anna, calls::revoke(attested, 0)).ok();
		send(&person("Bob"), ask(attested, HOSPITAL)).ok();
	});
}

#[test]
fn whoever_pays_leaves_the_newcomers_their_share_and_pays_for_no_more() {
	let mut world = world();
	let ferdie = person("Ferdie");
	world.chain.block(|| {
		for _ in 0..9 {
			send(&ferdie, heavy(10)).ok();
		}
		assert_eq!(send(&ferdie, heavy(10)).result, Err(EXHAUSTS));
		send(&person("a newcomer"), calls::register(1)).ok();
	});
}

/// One organization's people take what care has in a block; those of the others still have their part.
#[test]
fn an_organization_that_floods_leaves_the_others_their_part() {
	let mut world = world();
	let (bob, eve) = (person("Bob"), person("Eve"));
	let (anna, attested) = (world.anna.clone(), world.attested);
	// About one patient it could ask freely so many times a day only.
	let many = |number: u16| {
		let mut patient = [7; 32];
		patient[..2].copy_from_slice(&number.to_le_bytes());
		let targets = (0..64).map(Target::Anchor);
		calls::read_many(PatientId(patient), targets, practising(CLINIC), None)
	};
	let flood =
		|| (0..10_000).take_while(|number| send(&eve, many(*number)).result.is_ok()).count();
	// Both are there, so that what care has is shared.
	world.chain.send(&bob, ask(attested, HOSPITAL)).ok();
	let mut taken = vec![];
	for _ in 0..12 {
		taken.push(world.chain.block(flood));
	}
	println!("{taken:?}");
	assert!(taken.iter().all(|taken| *taken > 20), "{taken:?}");
	assert!(taken[11] < taken[0], "it has not saved up any more: {taken:?}");
	world.chain.block(|| {
		assert!(flood() > 20);
		for _ in 0..20 {
			send(&bob, ask(attested, HOSPITAL)).ok();
		}
		send(&anna, give(attested)).ok();
		send(&anna, calls::revoke(attested, 0)).ok();
	});
}

#[test]
fn an_attempt_of_a_suspended_organization_s_people_is_written_down_and_bounded() {
	let mut world = world();
	let (eve, patient) = (person("Eve"), world.attested);
	world.chain.sudo(Registry::suspend_organization { organization: CLINIC });
	let sent = world.chain.send(&eve, ask(patient, CLINIC)).ok();
	assert_eq!(fees(&sent), 0);
	let trail = salus_primitives::TrailId::Patient(patient);
	let outcomes = trails::outcomes(&mut world.chain, trail);
	assert!(matches!(outcomes.last(), Some(salus_primitives::Outcome::Denied(_))));
	let in_block = world
		.chain
		.block(|| (0..100).take_while(|_| send(&eve, ask(patient, CLINIC)).result.is_ok()).count());
	assert!((1..90).contains(&in_block), "{in_block}");
	assert!(
		world.priority(&eve, ask(patient, CLINIC)) < world.priority(&person("Ferdie"), remark(1))
	);
}

/// A newcomer who is kept out by others goes to a hospital.
#[test]
fn an_organization_relays_a_registration_and_nobody_pays() {
	let mut world = world();
	let (newcomer, bob) = (person("a newcomer"), person("Bob"));
	let signed = world.chain.look(|| meta::sign(&newcomer, calls::register(1)));
	let relay = |organization, call: RuntimeCall| pallet_admission::Call::<Runtime>::relay {
		organization,
		call: Box::new(call),
	};
	let carried = meta::relay(signed);
	let sent = world.chain.send(&bob, relay(HOSPITAL, carried.clone())).ok();
	assert_eq!(fees(&sent), 0);
	assert_eq!(meta::outcome(&sent), Ok(()));
	assert!(world.chain.look(|| exists(&newcomer)));
	// Nobody relays on another's budget.
	let unpaid = refusal(InvalidTransaction::Payment);
	assert_eq!(world.refused(&bob, relay(CLINIC, carried)), unpaid);
	// Nor anything that nobody else has signed.
	world
		.chain
		.send(&bob, relay(HOSPITAL, remark(1).into()))
		.refused(pallet_admission::Error::<Runtime>::NotRelayed);
}

fn exists(who: &Pair) -> bool {
	frame_system::Account::<Runtime>::contains_key(account(who))
}

#[test]
fn an_attempt_is_not_relayed_below_what_could_take_it_back() {
	let mut world = world();
	let signed = world.chain.look(|| meta::sign(&person("Eve"), ask(world_patient(), CLINIC)));
	let relay: RuntimeCall = pallet_admission::Call::<Runtime>::relay {
		organization: HOSPITAL,
		call: Box::new(meta::relay(signed)),
	}
	.into();
	let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![relay] };
	world
		.chain
		.send(&person("Ferdie"), batch)
		.refused(frame_system::Error::<Runtime>::CallFiltered);
}

#[test]
fn only_governance_divides_blocks_and_only_soundly() {
	let mut world = world();
	let set = |figures| pallet_admission::Call::<Runtime>::set_figures { figures };
	let other = Figures { reach: 8, ..Figures::default() };
	world
		.chain
		.send(&person("Ferdie"), set(other.clone()))
		.refused(sp_runtime::DispatchError::BadOrigin);
	world.chain.sudo(set(other.clone()));
	assert_eq!(world.chain.look(CurrentFigures::<Runtime>::get), other);
	let unsound = Figures { care: Perbill::from_percent(56), ..Figures::default() };
	let call: RuntimeCall = set(unsound).into();
	let sudo = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(call) };
	let sent = world.chain.send(&person("Alice"), sudo).ok();
	let told = sent.events.iter().any(|event| {
		matches!(event, RuntimeEvent::Sudo(pallet_sudo::Event::Sudid { sudo_result: Err(_) }))
	});
	assert!(told);
	assert_eq!(world.chain.look(CurrentFigures::<Runtime>::get), other);
}

/// What is paid for costs more and more while blocks are full, and no less than its weight otherwise.
#[test]
fn the_fee_rises_with_load() {
	let mut world = world();
	let multiplier = || pallet_transaction_payment::NextFeeMultiplier::<Runtime>::get();
	let before = world.chain.look(multiplier);
	for _ in 0..20 {
		world.chain.block(|| {
			let limits = <Runtime as frame_system::Config>::BlockWeights::get();
			let normal = limits.get(DispatchClass::Normal).max_total.expect("it is limited");
			let most = Perbill::from_percent(90) * normal;
			salus_runtime::System::register_extra_weight_unchecked(most, DispatchClass::Normal);
		});
	}
	let after = world.chain.look(multiplier);
	assert!(after > before, "{before} {after}");
	for _ in 0..200 {
		world.chain.pass_a_block();
	}
	assert_eq!(world.chain.look(multiplier), sp_runtime::FixedU128::from_u32(1));
}

#[test]
fn each_free_call_of_organizations_and_patients_fits_their_lane() {
	let mut world = world();
	let calls: [RuntimeCall; 3] =
		[give(world.attested), ask(world.attested, HOSPITAL), calls::register(9)];
	for call in calls {
		let info = call.get_dispatch_info();
		assert!(info.call_weight.ref_time() < 20_000_000_000, "{call:?}");
	}
	let _: AccountId = account(&person("Anna"));
	world.chain.check();
}

/// What somebody tries again and again at one patient it pays for from some point on; an emergency is not counted, and a
/// colleague does not pay for it.
#[test]
fn whoever_asks_for_one_patient_all_day_pays_for_it() {
	let mut world = world();
	let (eve, bob, patient) = (person("Eve"), person("Bob"), world.attested);
	let free: u16 = <Runtime as pallet_audit_log::Config>::FreeAttempts::get();
	let mut left = free;
	while left > 0 {
		let sent = world.chain.block(|| {
			(0..left.min(64))
				.take_while(|_| send(&eve, ask(patient, CLINIC)).result.is_ok())
				.count()
		});
		assert!(sent > 0, "{left} are left");
		left -= sent as u16;
	}
	let unpaid = refusal(InvalidTransaction::Payment);
	assert_eq!(world.refused(&eve, ask(patient, CLINIC)), unpaid);
	assert_eq!(fees(&world.chain.send(&bob, ask(patient, HOSPITAL)).ok()), 0);
	world.chain.wait(salus_primitives::DAY);
	assert_eq!(fees(&world.chain.send(&eve, ask(patient, CLINIC)).ok()), 0);
}
