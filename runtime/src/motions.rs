//! How many motions a member of a body may make in a week.
//!
//! A body has places for so many motions. Of those a member gets a share each week, so that none keeps the others from proposing: a motion can be closed, by
//! anybody, when its week is over. A motion counts for a week, whatever became of it. What one member alone decides is no motion that stays, and does not count.

use crate::{configs::MOTION_DURATION, AccountId, BlockNumber, Runtime, System};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	dispatch::DispatchClass,
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{Consideration, MaybeConsideration},
	Blake2_128Concat, BoundedVec,
};
use scale_info::TypeInfo;
use sp_runtime::{traits::ConstU32, DispatchError};

/// How many motions a member may make in a week, in all bodies together.
pub const MOTIONS_A_WEEK: u32 = 16;

/// The blocks in which a member made its latest motions.
#[storage_alias(verbatim)]
type Motions = StorageMap<
	Governance,
	Blake2_128Concat,
	AccountId,
	BoundedVec<BlockNumber, ConstU32<MOTIONS_A_WEEK>>,
	ValueQuery,
>;

/// What a motion costs who makes it: no coins, but one of its motions of the week. Nothing is to be given back.
#[derive(
	Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct OneOfTheWeek;

impl Consideration<AccountId, u32> for OneOfTheWeek {
	/// # Errors
	/// `Exhausted` if the member has made all its motions of the week.
	fn new(member: &AccountId, _: u32) -> Result<Self, DispatchError> {
		// The weights of the stock pallet know of no such row.
		System::register_extra_weight_unchecked(
			<Runtime as frame_system::Config>::DbWeight::get().reads_writes(1, 1),
			DispatchClass::Normal,
		);
		let now = System::block_number();
		let mut counting = Motions::get(member).into_iter().collect::<Vec<_>>();
		counting.retain(|made| now.saturating_sub(*made) <= MOTION_DURATION);
		counting.push(now);
		let counting = BoundedVec::<_, ConstU32<MOTIONS_A_WEEK>>::try_from(counting)
			.map_err(|_| DispatchError::Exhausted)?;
		Motions::insert(member, counting);
		Ok(Self)
	}

	fn update(self, _: &AccountId, _: u32) -> Result<Self, DispatchError> {
		Ok(self)
	}

	fn drop(self, _: &AccountId) -> Result<(), DispatchError> {
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(member: &AccountId, _: u32) {
		Motions::remove(member);
	}
}

impl MaybeConsideration<AccountId, u32> for OneOfTheWeek {
	fn is_none(&self) -> bool {
		true
	}
}
