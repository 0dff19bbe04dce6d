//! Checks nonces, and lets an account without any reference register as a patient.

use super::{is_newcomer, registers_a_patient};
use crate::{AccountId, Nonce, Nonces, Runtime, RuntimeCall, RuntimeOrigin};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_system::CheckNonce;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, Implication, PostDispatchInfoOf,
		TransactionExtension, TransactionExtensionMetadata, ValidateResult,
	},
	transaction_validity::{
		InvalidTransaction, TransactionLongevity, TransactionSource, TransactionValidityError,
		ValidTransaction,
	},
	DispatchResult, Weight,
};

/// `CheckNonce`, except that it does not turn away a newcomer who registers as a patient, and that an
/// account that has come back goes on with the nonce that it had ([`crate::nonces`]).
///
/// `CheckNonce` refuses an account that holds no reference, because nobody has paid for keeping its
/// nonce. A patient has no coin; registering gives the account the reference that a patient's role
/// holds. How many newcomers a block takes is limited by [`super::LimitFreeCalls`].
///
/// A newcomer sends its next transaction only, none that is still to come: the first one makes it somebody
/// whom the chain knows.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct AdmitNewcomers(CheckNonce<Runtime>);

impl AdmitNewcomers {
	/// The transaction has this nonce: its sender's next.
	pub fn from(nonce: Nonce) -> Self {
		Self(CheckNonce::from(nonce))
	}

	fn nonce(&self) -> Nonce {
		self.0 .0
	}

	/// Whether `who` may send `call`, and which transactions of `who` come before and after it.
	fn check(
		&self,
		who: &AccountId,
		call: &RuntimeCall,
	) -> Result<ValidTransaction, InvalidTransaction> {
		let is_newcomer = is_newcomer(who);
		if is_newcomer && !registers_a_patient(call) {
			return Err(InvalidTransaction::Payment);
		}
		let (nonce, next) = (self.nonce(), Nonces::next(who));
		// The last number of all is never good: there is none after it that would tell that it was used.
		if nonce < next || nonce == Nonce::MAX {
			return Err(InvalidTransaction::Stale);
		}
		if is_newcomer && nonce > next {
			return Err(InvalidTransaction::Future);
		}
		let requires = nonce
			.checked_sub(1)
			.filter(|before| next <= *before)
			.map(|before| (who, before).encode());
		Ok(ValidTransaction {
			priority: 0,
			requires: requires.into_iter().collect(),
			provides: vec![(who, nonce).encode()],
			longevity: TransactionLongevity::MAX,
			propagate: true,
		})
	}
}

impl TypeInfo for AdmitNewcomers {
	type Identity = <CheckNonce<Runtime> as TypeInfo>::Identity;

	fn type_info() -> scale_info::Type {
		CheckNonce::<Runtime>::type_info()
	}
}

type Stock = CheckNonce<Runtime>;

/// Who sends the transaction.
pub enum Sender {
	/// This account has signed it.
	Signed(AccountId),
	/// Nobody has signed it: it has no nonce, and this weight is given back.
	Nobody(Weight),
}

impl TransactionExtension<RuntimeCall> for AdmitNewcomers {
	const IDENTIFIER: &'static str = <Stock as TransactionExtension<RuntimeCall>>::IDENTIFIER;
	type Implicit = <Stock as TransactionExtension<RuntimeCall>>::Implicit;
	type Val = Sender;
	/// Again who sends it.
	type Pre = Sender;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		<Stock as TransactionExtension<RuntimeCall>>::metadata()
	}

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		TransactionExtension::<RuntimeCall>::implicit(&self.0)
	}

	/// Of an account that has come back, the nonce that it had is read, too; of a newcomer whose registration
	/// fails, it is written.
	fn weight(&self, call: &RuntimeCall) -> Weight {
		let writes = u64::from(registers_a_patient(call));
		let db = <Runtime as frame_system::Config>::DbWeight::get();
		self.0.weight(call).saturating_add(db.reads_writes(1, writes))
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		_: &DispatchInfoOf<RuntimeCall>,
		_: usize,
		_: Self::Implicit,
		_: &impl Implication,
		_: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		match origin.as_system_origin_signer() {
			Some(who) => {
				let validity = self.check(who, call)?;
				Ok((validity, Sender::Signed(who.clone()), origin))
			},
			None => Ok((Default::default(), Sender::Nobody(self.weight(call)), origin)),
		}
	}

	fn prepare(
		self,
		sender: Self::Val,
		_: &RuntimeOrigin,
		_: &RuntimeCall,
		_: &DispatchInfoOf<RuntimeCall>,
		_: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		let who = match sender {
			Sender::Signed(who) => who,
			nobody => return Ok(nobody),
		};
		let (nonce, next) = (self.nonce(), Nonces::next(&who));
		if nonce > next {
			return Err(InvalidTransaction::Future.into());
		}
		if nonce < next || Nonces::use_next(&who).is_none() {
			return Err(InvalidTransaction::Stale.into());
		}
		Ok(Sender::Signed(who))
	}

	fn post_dispatch_details(
		sender: Self::Pre,
		_: &DispatchInfoOf<RuntimeCall>,
		_: &PostDispatchInfoOf<RuntimeCall>,
		_: usize,
		_: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		match sender {
			Sender::Signed(who) => {
				Nonces::let_go_of_newcomer(&who);
				Ok(Weight::zero())
			},
			Sender::Nobody(unused) => Ok(unused),
		}
	}
}
