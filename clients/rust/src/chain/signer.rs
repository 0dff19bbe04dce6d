//! A key in memory that signs transactions.

use super::SalusConfig;
use crate::signatures::Sr25519Pair;
use core::fmt;
use rand_core::CryptoRng;
use std::sync::{Mutex, PoisonError};
use subxt::{
	transactions::Signer,
	utils::{AccountId32, MultiSignature},
};

/// Signs transactions with a [`Sr25519Pair`]. Whoever keeps keys elsewhere implements [`Signer`] for what keeps them.
pub struct PairSigner<R> {
	pair: Sr25519Pair,
	rng: Mutex<R>,
}

impl<R: CryptoRng> PairSigner<R> {
	/// Signs with `pair`, and the randomness of `rng`.
	pub fn new(pair: Sr25519Pair, rng: R) -> Self {
		Self { pair, rng: Mutex::new(rng) }
	}

	/// The pair.
	pub fn pair(&self) -> &Sr25519Pair {
		&self.pair
	}
}

impl<R: CryptoRng> Signer<SalusConfig> for PairSigner<R> {
	fn account_id(&self) -> AccountId32 {
		AccountId32(self.pair.account())
	}

	fn sign(&self, signer_payload: &[u8]) -> MultiSignature {
		let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
		MultiSignature::Sr25519(self.pair.sign_bytes(signer_payload, &mut *rng))
	}
}

impl<R> fmt::Debug for PairSigner<R> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_tuple("PairSigner").field(&self.pair).finish()
	}
}
