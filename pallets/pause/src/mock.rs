//! A runtime in which account 1 pauses calls for ten blocks at most, and account 2 lets them go on.

use crate as pallet_pause;
use crate::{CallName, Name};
use frame_support::{
	derive_impl, ord_parameter_types, parameter_types,
	traits::{Contains, MapSuccess},
};
use frame_system::EnsureSignedBy;
use sp_runtime::{
	traits::{ConstU64, Replace},
	BuildStorage,
};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Pause: pallet_pause,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type BaseCallFilter = Pause;
}

ord_parameter_types! {
	/// Pauses.
	pub const Committee: u64 = 1;
	/// Lets go on.
	pub const Council: u64 = 2;
}

parameter_types! {
	/// How many calls can be paused.
	pub static MaxPaused: u32 = 2;
	/// What cannot be paused.
	pub static ProtectedCall: CallName = ("System", "remark");
}

/// One call that the test names.
pub struct Protected;

impl Contains<CallName> for Protected {
	fn contains(name: &CallName) -> bool {
		*name == ProtectedCall::get()
	}
}

/// For how many blocks the committee may pause.
pub const LONGEST: u64 = 10;

#[derive_impl(pallet_pause::config_preludes::TestDefaultConfig)]
impl pallet_pause::Config for Test {
	type PauseOrigin = MapSuccess<EnsureSignedBy<Committee, u64>, Replace<ConstU64<LONGEST>>>;
	type ResumeOrigin = EnsureSignedBy<Council, u64>;
	type Protected = Protected;
	type MaxPaused = MaxPaused;
}

/// A name, as calls take it.
pub fn name(text: &str) -> Name {
	text.as_bytes().to_vec().try_into().expect("it is short")
}

/// A chain at its first block.
pub fn externalities() -> sp_io::TestExternalities {
	let storage =
		frame_system::GenesisConfig::<Test>::default().build_storage().expect("it builds");
	let mut externalities = sp_io::TestExternalities::new(storage);
	externalities.execute_with(|| System::set_block_number(1));
	externalities
}

/// Runs `test` on it, and checks what always holds.
pub fn run(test: impl FnOnce()) {
	externalities().execute_with(|| {
		test();
		crate::Pallet::<Test>::do_try_state().expect("it holds");
	});
}
