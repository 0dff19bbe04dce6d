//! A transaction that somebody else sends is good for a short time only.

use crate::{Config, Refusal};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::Get, weights::Weight};
use frame_system::CheckMortality;
use scale_info::TypeInfo;
use sp_runtime::{
	generic::Era,
	impl_tx_ext_default,
	traits::{
		DispatchInfoOf, Dispatchable, Implication, TransactionExtension,
		TransactionExtensionMetadata, ValidateResult,
	},
	transaction_validity::{TransactionSource, TransactionValidityError},
};

/// `CheckMortality`, except that it refuses a transaction that is good for ever, or for more than
/// [`Config::MaxRelayedLifetime`] blocks.
///
/// Who relays somebody's transaction chooses when. Nobody who signed a revocation yesterday shall be
/// surprised by a grant that was signed the day before and that a relayer kept back.
#[derive(Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct ShortMortality<T: Config + Send + Sync>(CheckMortality<T>);

impl<T: Config + Send + Sync> ShortMortality<T> {
	/// The transaction is good for this era.
	pub fn from(era: Era) -> Self {
		Self(CheckMortality::from(era))
	}

	fn is_short(&self) -> bool {
		match self.0 .0 {
			Era::Immortal => false,
			Era::Mortal(period, _) => period <= T::MaxRelayedLifetime::get(),
		}
	}
}

impl<T: Config + Send + Sync> core::fmt::Debug for ShortMortality<T> {
	fn fmt(&self, formatter: &mut core::fmt::Formatter) -> core::fmt::Result {
		formatter.debug_tuple("ShortMortality").field(&self.0 .0).finish()
	}
}

impl<T: Config + Send + Sync> TypeInfo for ShortMortality<T> {
	type Identity = <CheckMortality<T> as TypeInfo>::Identity;

	fn type_info() -> scale_info::Type {
		CheckMortality::<T>::type_info()
	}
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for ShortMortality<T>
where
	T::RuntimeCall: Dispatchable<RuntimeOrigin = T::RuntimeOrigin>,
{
	const IDENTIFIER: &'static str =
		<CheckMortality<T> as TransactionExtension<T::RuntimeCall>>::IDENTIFIER;
	type Implicit = <CheckMortality<T> as TransactionExtension<T::RuntimeCall>>::Implicit;
	type Val = <CheckMortality<T> as TransactionExtension<T::RuntimeCall>>::Val;
	type Pre = <CheckMortality<T> as TransactionExtension<T::RuntimeCall>>::Pre;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		<CheckMortality<T> as TransactionExtension<T::RuntimeCall>>::metadata()
	}

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		TransactionExtension::<T::RuntimeCall>::implicit(&self.0)
	}

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		TransactionExtension::<T::RuntimeCall>::weight(&self.0, call)
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
		if !self.is_short() {
			return Err(Refusal::TooLongLived.into());
		}
		self.0.validate(origin, call, info, len, implicit, implication, source)
	}

	impl_tx_ext_default!(T::RuntimeCall; prepare);
}
