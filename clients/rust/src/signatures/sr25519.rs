//! sr25519, the scheme of most accounts.

use super::Signature;
use crate::secret::Secret;
use core::fmt;
use rand_core::CryptoRng;
use schnorrkel::{
	context::attach_rng, signing_context, ExpansionMode, Keypair, MiniSecretKey, PublicKey,
};
use zeroize::ZeroizeOnDrop;

/// The context in which Substrate's accounts sign.
const CONTEXT: &[u8] = b"substrate";

/// An account of sr25519, by its secret. It is wiped when it is dropped.
///
/// Wherever something is signed, a function that signs is taken, so that keys may as well lie in a key service, a wallet or a
/// hardware module. This one is for programs that hold the key themselves.
pub struct Sr25519Pair(Box<Keypair>);

impl Sr25519Pair {
	/// The pair of a 32-byte seed, as a keyring has it of a secret seed.
	pub fn from_seed(seed: &Secret<32>) -> Self {
		#[expect(clippy::expect_used, reason = "refused are other lengths than 32 bytes only")]
		let secret = MiniSecretKey::from_bytes(seed.expose()).expect("32 bytes are a seed");
		Self(Box::new(secret.expand_to_keypair(ExpansionMode::Ed25519)))
	}

	/// The account, by its public key.
	pub fn account(&self) -> [u8; 32] {
		self.0.public.to_bytes()
	}

	/// Signs a message.
	pub fn sign(&self, message: &[u8], rng: &mut impl CryptoRng) -> Signature {
		Signature::Of64(self.sign_bytes(message, rng))
	}

	/// The bytes of a signature.
	pub(crate) fn sign_bytes(&self, message: &[u8], rng: &mut impl CryptoRng) -> [u8; 64] {
		let transcript = signing_context(CONTEXT).bytes(message);
		self.0.sign(attach_rng(transcript, OlderRng(rng))).to_bytes()
	}
}

pub(super) fn verify(account: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
	let parsed = schnorrkel::Signature::from_bytes(signature);
	let (Ok(key), Ok(signature)) = (PublicKey::from_bytes(account), parsed) else { return false };
	key.verify_simple(CONTEXT, message, &signature).is_ok()
}

impl ZeroizeOnDrop for Sr25519Pair {}

impl fmt::Debug for Sr25519Pair {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Sr25519Pair({})", hex::encode(self.account()))
	}
}

/// The caller's randomness, as the release of `rand_core` has it on which schnorrkel is written.
struct OlderRng<'a, R>(&'a mut R);

impl<R: CryptoRng> rand_core_06::RngCore for OlderRng<'_, R> {
	fn next_u32(&mut self) -> u32 {
		self.0.next_u32()
	}

	fn next_u64(&mut self) -> u64 {
		self.0.next_u64()
	}

	fn fill_bytes(&mut self, bytes: &mut [u8]) {
		self.0.fill_bytes(bytes);
	}

	fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core_06::Error> {
		self.0.fill_bytes(bytes);
		Ok(())
	}
}

impl<R: CryptoRng> rand_core_06::CryptoRng for OlderRng<'_, R> {}
