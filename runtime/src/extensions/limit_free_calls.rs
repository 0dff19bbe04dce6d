//! How many free transactions an account may send in a block.

use super::is_newcomer;
use crate::{AccountId, Consent, Runtime, RuntimeCall, RuntimeOrigin};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::fmt::Debug;
use frame_support::weights::Weight;
use pallet_skip_feeless_payment::{Intermediate, SkipCheckIfFeeless};
use scale_info::{StaticTypeInfo, TypeInfo};
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, Implication, PostDispatchInfoOf,
		TransactionExtension, TransactionExtensionMetadata, ValidateResult,
	},
	transaction_validity::{
		InvalidTransaction, TransactionPriority, TransactionSource, TransactionValidityError,
	},
	DispatchResult,
};

/// What must not wait goes first in the pool, before anything that is paid for.
const URGENT_PRIORITY: TransactionPriority = TransactionPriority::MAX / 2;

/// Lets at most `MaxPerAccount` free transactions of one account, and at most `MaxNewcomers` of
/// accounts to which nothing refers, into a block. What is above the limit stays in the pool and goes into
/// a later block: nobody is turned away, and nobody can fill the chain for nothing. A call that holds a list counts for
/// several, see `units`.
///
/// It wraps the extension that skips the fee, and counts only what is really free. Counting takes
/// place when the block is made (`prepare`), since the pool throws away what `validate` writes.
#[derive(Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct LimitFreeCalls<S>(S);

impl<S> From<S> for LimitFreeCalls<S> {
	fn from(wrapped: S) -> Self {
		Self(wrapped)
	}
}

impl<S: Encode> Debug for LimitFreeCalls<S> {
	fn fmt(&self, formatter: &mut core::fmt::Formatter) -> core::fmt::Result {
		formatter.debug_tuple("LimitFreeCalls").field(&self.0.encode()).finish()
	}
}

impl<S: StaticTypeInfo> TypeInfo for LimitFreeCalls<S> {
	type Identity = S;

	fn type_info() -> scale_info::Type {
		S::type_info()
	}
}

type Skip<S> = SkipCheckIfFeeless<Runtime, S>;

impl<S> TransactionExtension<RuntimeCall> for LimitFreeCalls<Skip<S>>
where
	S: TransactionExtension<RuntimeCall> + StaticTypeInfo,
{
	const IDENTIFIER: &'static str = S::IDENTIFIER;
	type Implicit = S::Implicit;
	type Val = <Skip<S> as TransactionExtension<RuntimeCall>>::Val;
	type Pre = <Skip<S> as TransactionExtension<RuntimeCall>>::Pre;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		S::metadata()
	}

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		self.0.implicit()
	}

	/// The sender's account and its count are read; the count is written now and removed at the end
	/// of the block. What tells that a call is urgent, the call reads besides.
	fn weight(&self, call: &RuntimeCall) -> Weight {
		let db = <Runtime as frame_system::Config>::DbWeight::get();
		self.0.weight(call).saturating_add(db.reads_writes(2, 2))
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
		implicit: Self::Implicit,
		implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		let (mut validity, val, origin) =
			self.0.validate(origin, call, info, len, implicit, implication, source)?;
		if matches!(val, Intermediate::Skip(_)) && is_urgent(call) {
			validity.priority = URGENT_PRIORITY;
		}
		Ok((validity, val, origin))
	}

	fn prepare(
		self,
		val: Self::Val,
		origin: &RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		let pre = self.0.prepare(val, origin, call, info, len)?;
		if let (Intermediate::Skip(_), Some(who)) = (&pre, origin.as_system_origin_signer()) {
			count(who, units(call))?;
		}
		Ok(pre)
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &PostDispatchInfoOf<RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		Skip::<S>::post_dispatch_details(pre, info, post_info, len, result)
	}
}

/// Whether `call` takes something away that may be doing harm: a revocation, a refusal, a guardian's vote
/// to freeze, a veto against a recovery or a reassignment, an objection to an erasure. It is urgent only for who may do
/// it, that is, where it is free.
/// What gives something back, such as lifting a refusal, has time; so has a mark on all classes that excepts another
/// from it.
fn is_urgent(call: &RuntimeCall) -> bool {
	use pallet_consent::Call::{
		exclude_class, mark_all_confidential, mark_confidential, opt_out_of_emergencies, refuse,
		refuse_all, revoke, revoke_organization, revoke_since,
	};
	use pallet_patient_identity::Call::{veto_reassignment, veto_recovery, vote_freeze};
	use pallet_record_anchor::Call::cancel_erasure;
	if let RuntimeCall::Consent(mark_all_confidential { patient, exceptions }) = call {
		return Consent::only_marks_more(patient, exceptions);
	}
	matches!(
		call,
		RuntimeCall::Consent(
			revoke { .. }
				| revoke_organization { .. }
				| revoke_since { .. }
				| exclude_class { .. }
				| refuse { .. }
				| refuse_all { .. }
				| opt_out_of_emergencies { .. }
				| mark_confidential { .. }
		) | RuntimeCall::PatientIdentity(
			vote_freeze { .. } | veto_recovery { .. } | veto_reassignment { .. }
		) | RuntimeCall::RecordAnchor(cancel_erasure { .. })
	)
}

/// How many parts of a call count as one free transaction: batches of a run, anchors of a list of marks, targets of a
/// request for access, releases that are reported.
const PARTS_PER_UNIT: usize = 4;

/// For how many free transactions `call` counts: a list for one with every [`PARTS_PER_UNIT`] that it holds, since its
/// parts are not one transaction's work.
fn units(call: &RuntimeCall) -> u32 {
	use pallet_audit_log::Call::{report_access, request_access_to_many};
	use pallet_record_anchor::Call::{anchor_run, mark_entered_in_error};
	let parts = match call {
		RuntimeCall::RecordAnchor(anchor_run { run, .. }) => run.len(),
		RuntimeCall::RecordAnchor(mark_entered_in_error { anchors, .. }) => anchors.len(),
		RuntimeCall::AuditLog(request_access_to_many { targets, .. }) => targets.len(),
		RuntimeCall::AuditLog(report_access { reports, .. }) => {
			pallet_audit_log::targets_in(reports)
		},
		_ => 1,
	};
	u32::try_from(parts.div_ceil(PARTS_PER_UNIT)).unwrap_or(u32::MAX).max(1)
}

/// Counts `units` more free transactions of `who` in this block; an error asks the block's author to try
/// again in a later one.
fn count(who: &AccountId, units: u32) -> Result<(), TransactionValidityError> {
	let counted = if is_newcomer(who) {
		free_calls::Pallet::<Runtime>::count_newcomer(units)
	} else {
		free_calls::Pallet::<Runtime>::count_account(who, units)
	};
	if counted {
		Ok(())
	} else {
		Err(InvalidTransaction::ExhaustsResources.into())
	}
}

/// Counts the free transactions of the block that is being made.
#[frame_support::pallet]
pub mod free_calls {
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// How many free transactions of one account a block takes.
		#[pallet::constant]
		type MaxPerAccount: Get<u32>;
		/// How many free transactions of accounts to which nothing refers a block takes, all together.
		#[pallet::constant]
		type MaxNewcomers: Get<u32>;
	}

	/// Free transactions in this block: account → number. Empty between blocks.
	#[pallet::storage]
	pub type ByAccount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// Free transactions of newcomers in this block. Empty between blocks.
	#[pallet::storage]
	pub type ByNewcomers<T: Config> = StorageValue<_, u32, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// The newcomers' count is removed at the end. Accounts' counts are paid for by the
			// transactions that wrote them.
			T::DbWeight::get().writes(1)
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			ByNewcomers::<T>::kill();
			// All counts were written in this block: none is in the database, where the limit would
			// count.
			let _ = ByAccount::<T>::clear(u32::MAX, None);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			ensure!(
				ByAccount::<T>::iter_keys().next().is_none(),
				"accounts' free transactions are counted beyond the block"
			);
			ensure!(
				!ByNewcomers::<T>::exists(),
				"newcomers' free transactions are counted beyond the block"
			);
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// Counts `units` more free transactions of `who`; `false` if there is no room for them.
		pub(super) fn count_account(who: &T::AccountId, units: u32) -> bool {
			ByAccount::<T>::mutate(who, |count| add(count, units, T::MaxPerAccount::get()))
		}

		/// Counts `units` more free transactions of a newcomer; `false` if there is no room for them.
		pub(super) fn count_newcomer(units: u32) -> bool {
			ByNewcomers::<T>::mutate(|count| add(count, units, T::MaxNewcomers::get()))
		}
	}

	fn add(count: &mut u32, units: u32, limit: u32) -> bool {
		let wanted = count.saturating_add(units);
		let has_room = wanted <= limit;
		if has_room {
			*count = wanted;
		}
		has_room
	}
}
