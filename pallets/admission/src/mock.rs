//! A runtime with this pallet, and a toy whose calls say themselves on what ground they are free, what they cost and
//! whether they succeed.

use crate::{Admit, Claim, Figures, Pallet, Table, Used, Verdict};
use frame_support::{
	derive_impl,
	dispatch::{DispatchClass, GetDispatchInfo, PostDispatchInfo},
	parameter_types,
	storage::{with_transaction, TransactionOutcome},
	traits::{fungible::Mutate, ConstU64, Contains, OnFinalize, OnIdle, OnInitialize},
	weights::{IdentityFee, Weight},
};
use frame_system::{
	limits::{BlockLength, BlockWeights},
	CheckWeight, EnsureRoot, WeightReclaim,
};
use pallet_transaction_payment::{ChargeTransactionPayment, FungibleAdapter};
use sp_core::H256;
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction,
	},
	BuildStorage, DispatchError, DispatchResultWithInfo, Perbill,
};
use sp_version::RuntimeVersion;

pub use toy::Ground;

/// A pallet whose calls do what they say.
#[frame_support::pallet(dev_mode)]
pub mod toy {
	use frame_support::{
		dispatch::{DispatchErrorWithPostInfo, PostDispatchInfo},
		pallet_prelude::*,
	};
	use frame_system::pallet_prelude::*;

	/// On what ground a call is free.
	#[derive(
		Clone,
		Copy,
		Debug,
		PartialEq,
		Eq,
		PartialOrd,
		Ord,
		Encode,
		Decode,
		DecodeWithMemTracking,
		TypeInfo,
	)]
	pub enum Ground {
		Governs,
		Emergency(u32),
		Protects,
		Care(u32),
		Patient,
		OtherProtects,
		Paid,
		Other,
		Newcomer,
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// How often each account's calls have succeeded.
	#[pallet::storage]
	pub type Done<T: Config> = StorageMap<_, Twox64Concat, T::AccountId, u32, ValueQuery>;

	#[pallet::error]
	pub enum Error<T> {
		Failed,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		#[pallet::call_index(0)]
		#[pallet::weight((*declared, DispatchClass::Normal))]
		pub fn act(
			origin: OriginFor<T>,
			ground: Ground,
			declared: Weight,
			used: Option<Weight>,
			succeeds: bool,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let _ = declared;
			let post_info = PostDispatchInfo::from(used);
			if !succeeds {
				return Err(DispatchErrorWithPostInfo {
					post_info,
					error: Error::<T>::Failed.into(),
				});
			}
			if ground == Ground::Newcomer {
				frame_system::Pallet::<T>::inc_providers(&who);
			}
			Done::<T>::mutate(who, |done| *done += 1);
			Ok(post_info)
		}

		/// The same, of the operational class, and paid for.
		#[pallet::call_index(1)]
		#[pallet::weight((*declared, DispatchClass::Operational))]
		pub fn operate(origin: OriginFor<T>, declared: Weight) -> DispatchResult {
			let _ = declared;
			ensure_signed(origin)?;
			Ok(())
		}
	}
}

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		TransactionPayment: pallet_transaction_payment,
		Toy: toy,
		Admission: crate,
	}
);

/// How much of a second a block has for ordinary transactions.
const NORMAL: Perbill = Perbill::from_percent(75);

parameter_types! {
	pub Weights: BlockWeights =
		BlockWeights::with_sensible_defaults(Weight::from_parts(1_000_000_000_000, u64::MAX), NORMAL);
	pub Length: BlockLength = BlockLength::builder()
		.max_length(5 * 1024 * 1024)
		.modify_max_length_for_class(DispatchClass::Normal, |length| *length = NORMAL * *length)
		.build();
	pub static TransactionVersion: u32 = 1;
	pub Version: RuntimeVersion =
		RuntimeVersion { transaction_version: TransactionVersion::get(), ..Default::default() };
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<u64>;
	type BlockWeights = Weights;
	type BlockLength = Length;
	type Version = Version;
	type OnKilledAccount = Admission;
	type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
impl pallet_transaction_payment::Config for Test {
	type OnChargeTransaction = FungibleAdapter<Balances, ()>;
	type WeightToFee = IdentityFee<u64>;
	type LengthToFee = IdentityFee<u64>;
}

impl toy::Config for Test {}

/// Newcomers' calls are relayed.
pub struct Newcomers;

impl Contains<RuntimeCall> for Newcomers {
	fn contains(call: &RuntimeCall) -> bool {
		Grounds::admits_newcomer(call)
	}
}

/// What a call says itself; what an organization relays is on its budget.
pub struct Grounds;

impl Table<u64, RuntimeCall> for Grounds {
	fn verdict(_: &u64, call: &RuntimeCall) -> Verdict {
		let care = |organization| Claim::Organization { organization, is_emergency: false };
		let person = |is_attested, protects| Claim::Person { is_attested, protects };
		let ground = match call {
			RuntimeCall::Toy(toy::Call::act { ground, .. }) => *ground,
			RuntimeCall::Admission(crate::Call::relay { organization, .. }) => {
				Ground::Care(*organization)
			},
			_ => Ground::Paid,
		};
		Verdict::Free(match ground {
			Ground::Governs => return Verdict::Governs,
			Ground::Paid => return Verdict::Paid,
			Ground::Emergency(organization) => {
				Claim::Organization { organization, is_emergency: true }
			},
			Ground::Care(organization) => care(organization),
			Ground::Protects => person(true, true),
			Ground::Patient => person(true, false),
			Ground::OtherProtects => person(false, true),
			Ground::Other | Ground::Newcomer => person(false, false),
		})
	}

	fn admits_newcomer(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::Toy(toy::Call::act { ground: Ground::Newcomer, .. }))
	}

	fn weight(_: &RuntimeCall) -> Weight {
		Weight::from_parts(25_000_000, 0)
	}
}

impl crate::Config for Test {
	type Table = Grounds;
	type Relayed = Newcomers;
	type AdminOrigin = EnsureRoot<u64>;
	type MaxRelayedLifetime = ConstU64<256>;
	type WeightInfo = ();
}

/// The extensions of a transaction here.
type Extension =
	(CheckWeight<Test>, Admit<Test, ChargeTransactionPayment<Test>>, WeightReclaim<Test>);

/// A whole block, in billionth parts.
pub const BLOCK: u64 = 1_000_000_000;
/// A hundredth of one.
pub const PERCENT: u64 = BLOCK / 100;

pub const EXHAUSTS: TransactionValidityError =
	TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);

/// The refusal with this number.
pub const fn custom(code: u8) -> TransactionValidityError {
	TransactionValidityError::Invalid(InvalidTransaction::Custom(code))
}

/// A signed transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Transaction {
	pub who: u64,
	pub nonce: u32,
	pub call: RuntimeCall,
	pub length: usize,
	pub tip: u64,
}

/// What came of a transaction in a block.
pub type Applied = Result<DispatchResultWithInfo<PostDispatchInfo>, TransactionValidityError>;

/// The next transaction of `who` with a call on this ground that uses `cost` billionths of a block.
pub fn transaction(who: u64, ground: Ground, cost: u64) -> Transaction {
	Transaction::of(who, acting(ground, cost))
}

/// A call on this ground that makes a transaction which is counted with `cost` billionths of a block at first.
pub fn acting(ground: Ground, cost: u64) -> RuntimeCall {
	let call =
		|declared| toy::Call::<Test>::act { ground, declared, used: None, succeeds: true }.into();
	let beside = Transaction::of(0, call(Weight::zero())).weight();
	let base = Weights::get().get(DispatchClass::Normal).base_extrinsic;
	let time = cost * 750 - beside.ref_time() - base.ref_time();
	call(Weight::from_parts(time, 0))
}

/// `call` with other ends.
pub fn ending(call: RuntimeCall, new_used: Option<Weight>, new_succeeds: bool) -> RuntimeCall {
	match call {
		RuntimeCall::Toy(toy::Call::act { ground, declared, .. }) => {
			toy::Call::act { ground, declared, used: new_used, succeeds: new_succeeds }.into()
		},
		other => other,
	}
}

impl Transaction {
	/// The next transaction of `who`.
	pub fn of(who: u64, call: RuntimeCall) -> Self {
		introduce(who);
		Self { who, nonce: Admission::next_nonce(&who), call, length: 100, tip: 0 }
	}

	/// The same, so many places further.
	pub fn ahead(self, ahead: u32) -> Self {
		Self { nonce: self.nonce + ahead, ..self }
	}

	/// The same, but it fails.
	pub fn failing(self) -> Self {
		Self { call: ending(self.call, None, false), ..self }
	}

	fn extension(&self) -> Extension {
		let payment = ChargeTransactionPayment::from(self.tip);
		(CheckWeight::new(), Admit::new(self.nonce, payment), WeightReclaim::new())
	}

	fn info(&self) -> frame_support::dispatch::DispatchInfo {
		let mut info = self.call.get_dispatch_info();
		info.extension_weight = self.extension().weight(&self.call);
		info
	}

	/// What it weighs, without what each transaction does.
	pub fn weight(&self) -> Weight {
		self.info().total_weight()
	}

	/// What the pool says of it.
	pub fn validate(&self) -> Result<ValidTransaction, TransactionValidityError> {
		let origin = RuntimeOrigin::signed(self.who);
		let source = TransactionSource::External;
		self.extension()
			.validate_only(origin, &self.call, &self.info(), self.length, source, 0)
			.map(|(valid, ..)| valid)
	}

	/// Its priority in the pool.
	pub fn priority(&self) -> u64 {
		self.validate().expect("it is valid").priority
	}

	/// What comes of it in the block that is being made. What does not get in leaves nothing behind.
	pub fn apply(&self) -> Applied {
		let origin = RuntimeOrigin::signed(self.who);
		let (call, info) = (self.call.clone(), self.info());
		with_transaction(|| {
			let applied =
				self.extension().dispatch_transaction(origin, call, &info, self.length, 0);
			match &applied {
				Ok(result) => {
					System::note_applied_extrinsic(result, info);
					TransactionOutcome::Commit(Ok::<_, DispatchError>(applied))
				},
				Err(_) => TransactionOutcome::Rollback(Ok(applied)),
			}
		})
		.expect("it is not nested too deep")
	}

	/// Gets into the block that is being made, and succeeds.
	pub fn ok(&self) {
		self.apply().expect("it gets in").expect("it succeeds");
	}
}

/// What was carried so far in the block that is being made, lane by lane.
pub fn carried() -> [u64; 6] {
	Used::<Test>::get().0
}

/// Begins a block.
pub fn begin() {
	let number = System::block_number() + 1;
	System::initialize(&number, &H256::from_low_u64_be(number), &Default::default());
	let weight = AllPalletsWithSystem::on_initialize(number);
	System::register_extra_weight_unchecked(weight, DispatchClass::Mandatory);
}

/// Ends the block and looks whether all is as it always is.
pub fn end() {
	assert!(carried().iter().sum::<u64>() <= BLOCK, "{:?}", carried());
	let number = System::block_number();
	let left = Weights::get().max_block.saturating_sub(System::block_weight().total());
	let idle = AllPalletsWithSystem::on_idle(number, left);
	assert!(idle.all_lte(left), "sweeping takes no more than there is");
	AllPalletsWithSystem::on_finalize(number);
	System::finalize();
	Admission::do_try_state().expect("all is as it always is");
}

/// Makes a block in which `act` happens.
pub fn block<R>(act: impl FnOnce() -> R) -> R {
	begin();
	let result = act();
	end();
	result
}

/// Makes so many empty blocks.
pub fn pass(blocks: u32) {
	for _ in 0..blocks {
		block(|| ());
	}
}

/// Within a block, takes what `pool` holds as an author does: what has the highest priority of all whose
/// predecessors are in a block goes first; what finds no room stays. Gives back what got in, and fails if anything
/// was thrown away.
pub fn author(pool: &mut Vec<Transaction>) -> Vec<Transaction> {
	let judge = |transaction: &Transaction| transaction.priority();
	let mut waiting: Vec<_> =
		pool.drain(..).map(|transaction| (judge(&transaction), transaction)).collect();
	// A stable sort: among equals the first one goes first.
	waiting.sort_by_key(|(priority, _)| core::cmp::Reverse(*priority));
	let mut taken = vec![];
	let mut skipped = vec![];
	loop {
		let is_ready = |transaction: &Transaction| {
			Admission::next_nonce(&transaction.who) == transaction.nonce
		};
		let next = waiting.iter().position(|(_, transaction)| is_ready(transaction));
		let Some(place) = next else { break };
		let (_, transaction) = waiting.remove(place);
		match transaction.apply() {
			Ok(_) => taken.push(transaction),
			Err(EXHAUSTS) => skipped.push(transaction),
			Err(refusal) => panic!("{transaction:?} was thrown away: {refusal:?}"),
		}
	}
	pool.extend(skipped);
	pool.extend(waiting.into_iter().map(|(_, transaction)| transaction));
	taken
}

/// A chain on which accounts below 10,000 are known as soon as they send something, of which those below 1,000 have coins.
pub fn chain(test: impl FnOnce()) {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	TransactionVersion::set(1);
	sp_io::TestExternalities::new(storage).execute_with(test);
}

/// Sees to it that `who` is known, or has coins.
pub fn introduce(who: u64) {
	let is_known = frame_system::Account::<Test>::get(who).providers > 0;
	match who {
		1..1_000 if !is_known => {
			Balances::set_balance(&who, 1 << 52);
		},
		1_000..10_000 if !is_known => {
			System::inc_providers(&who);
		},
		_ => (),
	}
}

/// Sets other figures.
pub fn divide(change: impl FnOnce(&mut Figures)) {
	let mut figures = Pallet::<Test>::figures();
	change(&mut figures);
	Admission::set_figures(RuntimeOrigin::root(), figures).expect("they are sound");
}
