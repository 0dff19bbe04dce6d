//! Checks a nonce by the rules of this pallet, and nothing else: for meta transactions, whose senders are admitted.

use crate::{admit::validity, Config, Pallet, Table};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::dispatch::{DispatchInfo, PostDispatchInfo};
use frame_system::CheckNonce;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, Dispatchable, Get, Implication, PostDispatchInfoOf,
		TransactionExtension, TransactionExtensionMetadata, ValidateResult,
	},
	transaction_validity::{TransactionSource, TransactionValidityError},
	DispatchResult, Weight,
};

/// `CheckNonce`, except that it does not turn away a newcomer who does what newcomers may, and that an account that has
/// come back goes on with the nonce that it had ([`crate::Retired`]).
#[derive(Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct CheckKeptNonce<T: Config>(pub CheckNonce<T>);

impl<T: Config> CheckKeptNonce<T> {
	/// The transaction has this nonce: its sender's next.
	pub fn from(nonce: T::Nonce) -> Self {
		Self(CheckNonce::from(nonce))
	}
}

impl<T: Config> core::fmt::Debug for CheckKeptNonce<T> {
	fn fmt(&self, formatter: &mut core::fmt::Formatter) -> core::fmt::Result {
		formatter.debug_tuple("CheckKeptNonce").field(&self.0 .0).finish()
	}
}

impl<T: Config + Send + Sync> TypeInfo for CheckKeptNonce<T> {
	type Identity = <CheckNonce<T> as TypeInfo>::Identity;

	fn type_info() -> scale_info::Type {
		CheckNonce::<T>::type_info()
	}
}

/// Who sends the transaction.
pub enum Sender<AccountId> {
	/// This account has signed it.
	Signed(AccountId),
	/// Nobody has signed it: it has no nonce, and this weight is given back.
	Nobody(Weight),
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for CheckKeptNonce<T>
where
	T::RuntimeCall: Dispatchable<
		RuntimeOrigin = T::RuntimeOrigin,
		Info = DispatchInfo,
		PostInfo = PostDispatchInfo,
	>,
	T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
	const IDENTIFIER: &'static str =
		<CheckNonce<T> as TransactionExtension<T::RuntimeCall>>::IDENTIFIER;
	type Implicit = ();
	type Val = Sender<T::AccountId>;
	type Pre = Sender<T::AccountId>;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		<CheckNonce<T> as TransactionExtension<T::RuntimeCall>>::metadata()
	}

	/// Of an account that has come back, the nonce that it had is read, too; of a newcomer whose transaction fails, it
	/// is written.
	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		let writes = u64::from(T::Table::admits_newcomer(call));
		self.0.weight(call).saturating_add(T::DbWeight::get().reads_writes(1, writes))
	}

	fn validate(
		&self,
		origin: T::RuntimeOrigin,
		call: &T::RuntimeCall,
		_: &DispatchInfoOf<T::RuntimeCall>,
		_: usize,
		_: Self::Implicit,
		_: &impl Implication,
		_: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		let Some(who) = origin.as_system_origin_signer() else {
			return Ok((Default::default(), Sender::Nobody(self.weight(call)), origin));
		};
		let ahead = Pallet::<T>::place_in_line(who, self.0 .0, call)?;
		let who = who.clone();
		Ok((validity::<T>(&who, self.0 .0, ahead, 0), Sender::Signed(who), origin))
	}

	fn prepare(
		self,
		sender: Self::Val,
		_: &T::RuntimeOrigin,
		_: &T::RuntimeCall,
		_: &DispatchInfoOf<T::RuntimeCall>,
		_: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		if let Sender::Signed(who) = &sender {
			Pallet::<T>::use_nonce(who, self.0 .0)?;
		}
		Ok(sender)
	}

	fn post_dispatch_details(
		sender: Self::Pre,
		_: &DispatchInfoOf<T::RuntimeCall>,
		_: &PostDispatchInfoOf<T::RuntimeCall>,
		_: usize,
		_: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		match sender {
			Sender::Signed(who) => {
				let _ = Pallet::<T>::let_go_of_newcomer(&who);
				Ok(Weight::zero())
			},
			Sender::Nobody(unused) => Ok(unused),
		}
	}
}
