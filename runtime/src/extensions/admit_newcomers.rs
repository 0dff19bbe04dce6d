//! Lets an account without any reference register as a patient.

use super::{is_newcomer, registers_a_patient};
use crate::{AccountId, AccountNonce, Nonce, Runtime, RuntimeCall, RuntimeOrigin};
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

/// `CheckNonce`, except that it does not turn away a newcomer who registers as a patient.
///
/// `CheckNonce` refuses an account that holds no reference, because nobody has paid for keeping its
/// nonce. A patient has no coin; registering gives the account the reference that a patient's role
/// holds. How many newcomers a block takes is limited by [`super::LimitFreeCalls`].
///
/// A newcomer's nonce is the floor ([`crate::nonces`]) or one that the floor has passed meanwhile, never
/// one that is still to come: who could choose it could raise the floor at will.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct AdmitNewcomers(CheckNonce<Runtime>);

impl AdmitNewcomers {
	/// The transaction has this nonce: its sender's next.
	pub fn from(nonce: Nonce) -> Self {
		Self(CheckNonce::from(nonce.into()))
	}

	fn nonce(&self) -> AccountNonce {
		self.0 .0
	}

	fn validate_newcomer(&self, who: &AccountId) -> Result<ValidTransaction, InvalidTransaction> {
		let nonce = *self.nonce();
		let good = crate::Nonces::of_newcomer(who);
		if nonce < *good.start() {
			return Err(InvalidTransaction::Stale);
		}
		if nonce > *good.end() {
			return Err(InvalidTransaction::Future);
		}
		Ok(ValidTransaction {
			priority: 0,
			requires: vec![],
			provides: vec![Encode::encode(&(who, self.nonce()))],
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

/// What was found out about the sender.
pub enum Sender<Stock> {
	/// A newcomer who registers.
	Newcomer(AccountId),
	/// Anybody else: what the stock extension says.
	Known(Stock),
}

impl TransactionExtension<RuntimeCall> for AdmitNewcomers {
	const IDENTIFIER: &'static str = <Stock as TransactionExtension<RuntimeCall>>::IDENTIFIER;
	type Implicit = <Stock as TransactionExtension<RuntimeCall>>::Implicit;
	type Val = Sender<<Stock as TransactionExtension<RuntimeCall>>::Val>;
	type Pre = Option<<Stock as TransactionExtension<RuntimeCall>>::Pre>;

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		<Stock as TransactionExtension<RuntimeCall>>::metadata()
	}

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		TransactionExtension::<RuntimeCall>::implicit(&self.0)
	}

	/// Of a newcomer, the nonce that it had is read, too.
	fn weight(&self, call: &RuntimeCall) -> Weight {
		let stock = self.0.weight(call);
		if registers_a_patient(call) {
			stock.saturating_add(<Runtime as frame_system::Config>::DbWeight::get().reads(1))
		} else {
			stock
		}
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
		match origin.as_system_origin_signer() {
			Some(who) if registers_a_patient(call) && is_newcomer(who) => {
				let validity = self.validate_newcomer(who)?;
				Ok((validity, Sender::Newcomer(who.clone()), origin))
			},
			_ => {
				let (validity, known, origin) =
					self.0.validate(origin, call, info, len, implicit, implication, source)?;
				Ok((validity, Sender::Known(known), origin))
			},
		}
	}

	fn prepare(
		self,
		sender: Self::Val,
		origin: &RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		match sender {
			Sender::Newcomer(who) => {
				Stock::prepare_nonce_for_account(&who, self.nonce()).map(|()| None)
			},
			Sender::Known(known) => self.0.prepare(known, origin, call, info, len).map(Some),
		}
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &PostDispatchInfoOf<RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		match pre {
			Some(pre) => <Stock as TransactionExtension<RuntimeCall>>::post_dispatch_details(
				pre, info, post_info, len, result,
			),
			None => Ok(Weight::zero()),
		}
	}
}
