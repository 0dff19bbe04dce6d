//! The judgement on a transaction: whether it is sent in order, who bears it, and when its turn is.

use crate::{
	figures::Figures,
	lane::{Claim, Lane, Seat, Table, Verdict},
	priority::Band,
	refusal::Refusal,
	Config, Pallet, WeightInfo,
};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, PostDispatchInfo},
	storage::{with_transaction, TransactionOutcome},
	traits::Get,
};
use frame_system::CheckNonce;
use scale_info::{StaticTypeInfo, TypeInfo};
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, Dispatchable, Implication, PostDispatchInfoOf,
		TransactionExtension, TransactionExtensionMetadata, ValidateResult,
	},
	transaction_validity::{
		InvalidTransaction, TransactionLongevity, TransactionPriority, TransactionSource,
		TransactionValidityError, ValidTransaction,
	},
	DispatchError, DispatchResult, Weight,
};

/// Checks the nonce of a transaction, and takes it from a budget or has it paid for: `CheckNonce` and, as `P`, the
/// extension that charges fees. To a client it is just these two, one after the other.
#[derive(Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct Admit<T: Config, P> {
	nonce: CheckNonce<T>,
	payment: P,
}

impl<T: Config, P> Admit<T, P> {
	/// The transaction has this nonce, and would pay by `payment`.
	pub fn new(nonce: T::Nonce, payment: P) -> Self {
		Self { nonce: CheckNonce::from(nonce), payment }
	}
}

impl<T: Config, P: Encode> core::fmt::Debug for Admit<T, P> {
	fn fmt(&self, formatter: &mut core::fmt::Formatter) -> core::fmt::Result {
		formatter
			.debug_struct("Admit")
			.field("nonce", &self.nonce.0)
			.field("payment", &self.payment.encode())
			.finish()
	}
}

impl<T: Config + Send + Sync, P: StaticTypeInfo> TypeInfo for Admit<T, P> {
	type Identity = (CheckNonce<T>, P);

	fn type_info() -> scale_info::Type {
		<(CheckNonce<T>, P)>::type_info()
	}
}

/// What was found when the transaction was looked at.
pub enum Found<AccountId, Payment> {
	/// Nobody has signed it.
	Unsigned(Payment),
	/// It is free on this ground.
	Free(AccountId, Claim),
	/// It pays; whether what it uses counts in the lane of those who pay.
	Paid(AccountId, Payment, bool),
}

/// What has to be put right when the transaction is over.
pub enum Admitted<AccountId, Payment> {
	/// Nobody has signed it; what its nonce would have cost is given back.
	Unsigned(Payment, Weight),
	/// It has this seat, for this cost, and did not pay: what it did not need is given back.
	Free {
		/// Who has signed it.
		who: AccountId,
		/// Where it goes.
		seat: Seat<AccountId>,
		/// What was taken for it.
		cost: u64,
		/// What of the extension's weight it did not need: paying, and the budget of a second seat.
		unneeded: Weight,
	},
	/// It has paid, and uses this much of the lane of those who pay.
	Paid(AccountId, Payment, Option<u64>),
}

impl<T, P> TransactionExtension<T::RuntimeCall> for Admit<T, P>
where
	T: Config + Send + Sync,
	T::RuntimeCall: Dispatchable<
		RuntimeOrigin = T::RuntimeOrigin,
		Info = DispatchInfo,
		PostInfo = PostDispatchInfo,
	>,
	T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
	P: TransactionExtension<T::RuntimeCall> + StaticTypeInfo,
{
	const IDENTIFIER: &'static str = "Admit";
	type Implicit = P::Implicit;
	type Val = Found<T::AccountId, P::Val>;
	type Pre = Admitted<T::AccountId, P::Pre>;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		let mut both = <CheckNonce<T> as TransactionExtension<T::RuntimeCall>>::metadata();
		both.extend(P::metadata());
		both
	}

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		self.payment.implicit()
	}

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		<T as Config>::WeightInfo::admit()
			.saturating_add(T::Table::weight(call))
			.saturating_add(self.nonce.weight(call))
			.saturating_add(self.payment.weight(call))
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		len: usize,
		implicit: Self::Implicit,
		implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		let pay =
			|origin| self.payment.validate(origin, call, info, len, implicit, implication, source);
		let Some(who) = origin.as_system_origin_signer().cloned() else {
			let (validity, val, origin) = pay(origin)?;
			return Ok((validity, Found::Unsigned(val), origin));
		};
		let ahead = Pallet::<T>::place_in_line(&who, self.nonce.0, call)?;
		let cost = Pallet::<T>::cost(info.class, info.total_weight(), len);
		let is_waiting = source != TransactionSource::InBlock;
		let refused = match T::Table::verdict(&who, call) {
			Verdict::Governs => {
				let (paid, val, origin) = pay(origin)?;
				let priority = Band::Governance.priority(paid.priority);
				let validity = validity::<T>(&who, self.nonce.0, ahead, priority);
				return Ok((validity, Found::Paid(who, val, false), origin));
			},
			Verdict::Paid => None,
			Verdict::Free(claim) => {
				// A lane that goes before others is not for what fails. Of what comes later nobody knows yet.
				let may_fail = claim.protects() && is_waiting && ahead == 0;
				let claim = if may_fail && !would_succeed::<T>(&origin, call) {
					claim.without_protection()
				} else {
					claim
				};
				match turn_of::<T>(&who, claim, ahead, cost, len) {
					Ok(priority) => {
						let validity = validity::<T>(&who, self.nonce.0, ahead, priority);
						return Ok((validity, Found::Free(who, claim), origin));
					},
					Err(refusal) => Some((claim, refusal)),
				}
			},
		};
		match (pay(origin.clone()), refused) {
			(Ok((paid, val, origin)), _) => {
				// The lane is for ordinary transactions; others have room of their own, as on any chain.
				let counts = info.class == DispatchClass::Normal;
				// No block would have room for it, and it would never pay.
				if counts && cost > Pallet::<T>::figures().largest(Lane::Paid) {
					return Err(InvalidTransaction::ExhaustsResources.into());
				}
				let priority = Band::Paid.priority(paid.priority);
				let validity = validity::<T>(&who, self.nonce.0, ahead, priority);
				Ok((validity, Found::Paid(who, val, counts), origin))
			},
			// The block's author tries it again in a later block.
			(Err(_), Some((_, Refusal::BudgetSpent))) if !is_waiting => {
				Err(InvalidTransaction::ExhaustsResources.into())
			},
			(Err(_), Some((claim, Refusal::BudgetSpent))) if Pallet::<T>::is_soon(&who, claim) => {
				let validity = validity::<T>(&who, self.nonce.0, ahead, Band::Waiting.priority(0));
				Ok((validity, Found::Free(who, claim), origin))
			},
			(Err(_), Some((_, refusal))) => Err(refusal.into()),
			(Err(error), None) => Err(error),
		}
	}

	fn prepare(
		self,
		found: Self::Val,
		origin: &T::RuntimeOrigin,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		let cost = Pallet::<T>::cost(info.class, info.total_weight(), len);
		match found {
			Found::Unsigned(val) => {
				let unused = self.weight(call).saturating_sub(self.payment.weight(call));
				let pre = self.payment.prepare(val, origin, call, info, len)?;
				Ok(Admitted::Unsigned(pre, unused))
			},
			Found::Free(who, claim) => {
				let seat = Pallet::<T>::take_seat(&who, claim, cost)
					.ok_or(InvalidTransaction::ExhaustsResources)?;
				Pallet::<T>::use_nonce(&who, self.nonce.0)?;
				let other_budget = match claim.seats(&who) {
					[Some(_), Some(_)] => Weight::zero(),
					_ => T::DbWeight::get().reads(1),
				};
				let unneeded = self.payment.weight(call).saturating_add(other_budget);
				Ok(Admitted::Free { who, seat, cost, unneeded })
			},
			Found::Paid(who, val, counts) => {
				if counts && !Pallet::<T>::take_paid(cost) {
					return Err(InvalidTransaction::ExhaustsResources.into());
				}
				Pallet::<T>::use_nonce(&who, self.nonce.0)?;
				let pre = self.payment.prepare(val, origin, call, info, len)?;
				Ok(Admitted::Paid(who, pre, counts.then_some(cost)))
			},
		}
	}

	fn post_dispatch_details(
		admitted: Self::Pre,
		info: &DispatchInfoOf<T::RuntimeCall>,
		post_info: &PostDispatchInfoOf<T::RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		let spent = |unspent: Weight| {
			let weight = post_info.calc_actual_weight(info).saturating_sub(unspent);
			Pallet::<T>::cost(info.class, weight, len)
		};
		match admitted {
			Admitted::Unsigned(pre, unused) => {
				let unspent = P::post_dispatch_details(pre, info, post_info, len, result)?;
				Ok(unspent.saturating_add(unused))
			},
			Admitted::Free { who, seat, cost, unneeded } => {
				let unspent = unneeded.saturating_add(unless_let_go::<T>(&who));
				Pallet::<T>::give_back(&seat, cost.saturating_sub(spent(unspent)));
				Ok(unspent)
			},
			Admitted::Paid(who, pre, cost) => {
				// No budget is written.
				let unspent = P::post_dispatch_details(pre, info, post_info, len, result)?
					.saturating_add(T::DbWeight::get().writes(1))
					.saturating_add(unless_let_go::<T>(&who));
				if let Some(cost) = cost {
					Pallet::<T>::give_back_paid(cost.saturating_sub(spent(unspent)));
				}
				Ok(unspent)
			},
		}
	}
}

/// Lets go of a newcomer to whom nothing refers. What that would have cost, if it need not.
fn unless_let_go<T: Config>(who: &T::AccountId) -> Weight {
	if Pallet::<T>::let_go_of_newcomer(who) {
		Weight::zero()
	} else {
		T::DbWeight::get().writes(1)
	}
}

/// Whether `call` would succeed now. Nothing of it stays.
fn would_succeed<T: Config>(origin: &T::RuntimeOrigin, call: &T::RuntimeCall) -> bool
where
	T::RuntimeCall: Dispatchable<RuntimeOrigin = T::RuntimeOrigin>,
{
	with_transaction(|| {
		let succeeds = call.clone().dispatch(origin.clone()).is_ok();
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(succeeds))
	})
	.unwrap_or(true)
}

/// When the turn of a free transaction is, in the first of its seats that can take it soon; or why none can.
pub(crate) fn turn_of<T: Config>(
	who: &T::AccountId,
	claim: Claim,
	ahead: u32,
	cost: u64,
	len: usize,
) -> Result<TransactionPriority, Refusal> {
	let figures = Pallet::<T>::figures();
	if len > figures.max_length as usize {
		return Err(Refusal::TooLong);
	}
	let mut refusal = Refusal::TooLong;
	for seat in claim.seats(who).into_iter().flatten() {
		if cost > figures.largest(seat.lane) {
			continue;
		}
		if ahead >= figures.reach(seat.lane) {
			refusal = Refusal::TooFarAhead;
			continue;
		}
		match within::<T>(&figures, who, &seat) {
			Some(within) => {
				let protects = claim.protects()
					&& (seat.lane != Lane::Others || Pallet::<T>::goes_before_paid(who));
				return Ok(Band::of(seat.lane, protects, ahead).priority(within));
			},
			None => refusal = Refusal::BudgetSpent,
		}
	}
	Err(refusal)
}

/// Where in its band a transaction in `seat` comes: the fuller the budget the earlier, and among equals by a lot that
/// changes from block to block. `None` if the budget is spent.
fn within<T: Config>(
	figures: &Figures,
	who: &T::AccountId,
	seat: &Seat<T::AccountId>,
) -> Option<TransactionPriority> {
	let (budget, meter) = Pallet::<T>::budget(figures, &seat.holder);
	if meter.level(budget) <= 0 {
		return None;
	}
	let fullness = match seat.lane {
		Lane::Others => 0,
		_ => meter.fullness(budget),
	};
	Some((fullness << 16).saturating_add(Pallet::<T>::lot(who).into()))
}

/// That a transaction of `who` is good, as long as its nonce is, after those before it.
pub(crate) fn validity<T: Config>(
	who: &T::AccountId,
	nonce: T::Nonce,
	ahead: u32,
	priority: TransactionPriority,
) -> ValidTransaction {
	use sp_runtime::traits::{One, Saturating};
	let requires = (ahead > 0).then(|| (who, nonce.saturating_sub(One::one())).encode());
	ValidTransaction {
		priority,
		requires: requires.into_iter().collect(),
		provides: vec![(who, nonce).encode()],
		longevity: TransactionLongevity::MAX,
		propagate: true,
	}
}
