//! A transaction that somebody else sends is good for a short time only.

use crate::{Runtime, RuntimeCall, RuntimeOrigin};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::weights::Weight;
use frame_system::CheckMortality;
use scale_info::TypeInfo;
use sp_runtime::{
	generic::Era,
	impl_tx_ext_default,
	traits::{
		DispatchInfoOf, Implication, TransactionExtension, TransactionExtensionMetadata,
		ValidateResult,
	},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};

/// For how many blocks a meta transaction can be sent at most: eight and a half minutes.
pub const MAX_LIFETIME: u64 = 256;

/// The code of the refusal of a transaction that is good for ever or for too long.
pub const TOO_LONG_LIVED: u8 = 1;

/// `CheckMortality`, except that it refuses a transaction that is good for ever, or for more than
/// [`MAX_LIFETIME`] blocks.
///
/// Who relays somebody's transaction chooses when. Nobody who signed a revocation yesterday shall be
/// surprised by a grant that was signed the day before and that a relayer kept back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct ShortMortality(CheckMortality<Runtime>);

impl ShortMortality {
	/// The transaction is good for this era.
	pub fn from(era: Era) -> Self {
		Self(CheckMortality::from(era))
	}

	fn is_short(&self) -> bool {
		match self.0 .0 {
			Era::Immortal => false,
			Era::Mortal(period, _) => period <= MAX_LIFETIME,
		}
	}
}

impl TypeInfo for ShortMortality {
	type Identity = <CheckMortality<Runtime> as TypeInfo>::Identity;

	fn type_info() -> scale_info::Type {
		CheckMortality::<Runtime>::type_info()
	}
}

type Stock = CheckMortality<Runtime>;

impl TransactionExtension<RuntimeCall> for ShortMortality {
	const IDENTIFIER: &'static str = <Stock as TransactionExtension<RuntimeCall>>::IDENTIFIER;
	type Implicit = <Stock as TransactionExtension<RuntimeCall>>::Implicit;
	type Val = <Stock as TransactionExtension<RuntimeCall>>::Val;
	type Pre = <Stock as TransactionExtension<RuntimeCall>>::Pre;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		<Stock as TransactionExtension<RuntimeCall>>::metadata()
	}

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		TransactionExtension::<RuntimeCall>::implicit(&self.0)
	}

	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call)
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
		if !self.is_short() {
			return Err(InvalidTransaction::Custom(TOO_LONG_LIVED).into());
		}
		self.0.validate(origin, call, info, len, implicit, implication, source)
	}

	impl_tx_ext_default!(RuntimeCall; prepare);
}
