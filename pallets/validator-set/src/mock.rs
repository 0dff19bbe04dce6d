//! A runtime with sessions of five blocks, each of which the test says who makes.

use crate::{self as pallet_validator_set, EndedElsewhere, Members, NeverNobody};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64, FindAuthor, OnFinalize, OnInitialize},
	ConsensusEngineId,
};
use frame_system::EnsureRoot;
use salus_primitives::Moment;
use sp_runtime::{
	impl_opaque_keys,
	testing::UintAuthorityId,
	traits::{ConvertInto, OpaqueKeys},
	BuildStorage, KeyTypeId, RuntimeAppPublic,
};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		Authorship: pallet_authorship,
		ValidatorSet: pallet_validator_set,
		Session: pallet_session,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	/// Who makes the block.
	pub static Author: Option<u64> = None;
	/// Who validates, as the consensus engine was told last.
	pub static Told: Vec<u64> = Vec::new();
	/// Below which nobody goes.
	pub static Least: u32 = 3;
	/// How many blocks a session has.
	pub static Length: u64 = SESSION;
	/// After how many missed sessions a validator counts as failing.
	pub static FailingAfter: u32 = 2;
}

/// Finds whom the test has named.
pub struct Named;

impl FindAuthor<u64> for Named {
	fn find_author<'a, I>(_: I) -> Option<u64>
	where
		I: 'a + IntoIterator<Item = (ConsensusEngineId, &'a [u8])>,
	{
		Author::get()
	}
}

impl pallet_authorship::Config for Test {
	type FindAuthor = Named;
	type EventHandler = ValidatorSet;
}

impl_opaque_keys! {
	pub struct Keys {
		pub dummy: UintAuthorityId,
	}
}

/// A consensus engine, which remembers what it is told.
pub struct Engine;

impl pallet_session::SessionHandler<u64> for Engine {
	const KEY_TYPE_IDS: &'static [KeyTypeId] = &[<UintAuthorityId as RuntimeAppPublic>::ID];

	fn on_genesis_session<Ks: OpaqueKeys>(validators: &[(u64, Ks)]) {
		Told::set(validators.iter().map(|(validator, _)| *validator).collect());
	}

	fn on_new_session<Ks: OpaqueKeys>(_: bool, validators: &[(u64, Ks)], _: &[(u64, Ks)]) {
		Told::set(validators.iter().map(|(validator, _)| *validator).collect());
	}

	fn on_disabled(_: u32) {}
}

/// How many blocks a session has, unless a test says otherwise.
pub const SESSION: u64 = 5;

impl pallet_session::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = u64;
	type ValidatorIdOf = ConvertInto;
	// The pallet ends them.
	type ShouldEndSession = EndedElsewhere;
	type NextSessionRotation = pallet_session::PeriodicSessions<ConstU64<SESSION>, ConstU64<0>>;
	type SessionManager = ValidatorSet;
	type SessionHandler = NeverNobody<Engine>;
	type Keys = Keys;
	type DisablingStrategy = ();
	type WeightInfo = ();
	type Currency = Balances;
	type KeyDeposit = ConstU64<0>;
}

#[derive_impl(pallet_validator_set::config_preludes::TestDefaultConfig)]
impl pallet_validator_set::Config for Test {
	type Time = Timestamp;
	type Session = Session;
	type SessionLength = Length;
	type ConsortiumOrigin = EnsureRoot<u64>;
	type MinValidators = Least;
	type MaxValidators = ConstU32<6>;
	type FailingAfter = FailingAfter;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Published;
}

/// Publishes keys.
#[cfg(feature = "runtime-benchmarks")]
pub struct Published;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<u64> for Published {
	fn publish_keys(account: &u64) {
		publish(*account);
	}
}

/// When the tests begin.
pub const START: Moment = 1_000_000;

fn keys(account: u64) -> Keys {
	Keys { dummy: UintAuthorityId(account) }
}

/// Lets `account` have session keys.
pub fn publish(account: u64) {
	pallet_session::NextKeys::<Test>::insert(account, keys(account));
}

/// Lets `account` have other ones.
pub fn publish_others(account: u64) {
	pallet_session::NextKeys::<Test>::insert(account, keys(1_000 + account));
}

/// Takes them away.
pub fn take_keys(account: u64) {
	pallet_session::NextKeys::<Test>::remove(account);
}

/// A chain with these validators at its genesis.
pub fn externalities(validators: &[u64]) -> sp_io::TestExternalities {
	let keys = validators.iter().map(|account| (*account, *account, keys(*account))).collect();
	let genesis = RuntimeGenesisConfig {
		validator_set: crate::GenesisConfig { validators: validators.to_vec() },
		session: pallet_session::GenesisConfig { keys, ..Default::default() },
		..Default::default()
	};
	let mut externalities = sp_io::TestExternalities::new(genesis.build_storage().unwrap());
	externalities.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(START);
	});
	externalities
}

/// A chain without any.
#[cfg(feature = "runtime-benchmarks")]
pub fn no_validators() -> sp_io::TestExternalities {
	externalities(&[])
}

/// Runs `test` on a chain with the validators 1 to 4, of which three are the minimum, and checks what always holds.
pub fn with_four(test: impl FnOnce()) {
	externalities(&[1, 2, 3, 4]).execute_with(|| {
		test();
		crate::Pallet::<Test>::do_try_state().unwrap();
	});
}

/// Goes on to the first block of the next session. Its blocks are made by `authors` in turn.
pub fn next_session(authors: &[u64]) {
	let first = Session::current_index();
	let mut turn = authors.iter().cycle();
	while Session::current_index() == first {
		let block = System::block_number();
		Authorship::on_finalize(block);
		System::set_block_number(block + 1);
		Author::set(turn.next().copied());
		// As in a runtime that lists them in this order: what is told of the block belongs to the session in which it begins.
		Authorship::on_initialize(block + 1);
		ValidatorSet::on_initialize(block + 1);
		Session::on_initialize(block + 1);
	}
}

/// Goes on by so many sessions in which everybody makes blocks.
pub fn sessions(count: u32) {
	for _ in 0..count {
		next_session(&Told::get());
	}
}

/// Who is admitted.
pub fn admitted() -> Vec<u64> {
	Members::<Test>::get().into_inner().into_keys().collect()
}
