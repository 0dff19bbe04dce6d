//! Secret bytes: wiped when they are dropped, compared in constant time, and never printed.

use crate::hash;
use core::fmt;
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// `N` bytes that are secret: a key, a root, a salt, a share.
///
/// They are wiped from memory when the value is dropped, each clone on its own. They stay at one place as long: where the value is
/// moved, or a list that it is in grows, only a pointer is copied. `Debug` tells how many there are, and
/// nothing else. There is no `Serialize`: whoever writes a secret down takes the bytes out with [`Self::expose`], which
/// a review finds.
///
/// What lies outside of it is the caller's to wipe: an array that was handed to [`Self::new`] is copied.
///
/// ```
/// use salus_client::Secret;
///
/// let secret = Secret::new([7; 32]);
/// assert_eq!(format!("{secret:?}"), "Secret(32 bytes)");
/// assert_eq!(secret.expose(), &[7; 32]);
/// ```
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret<const N: usize>(Box<[u8; N]>);

impl<const N: usize> Secret<N> {
	/// These bytes as a secret.
	pub fn new(mut bytes: [u8; N]) -> Self {
		let secret = Self::made_by(|own| *own = bytes);
		bytes.zeroize();
		secret
	}

	/// Bytes that nobody had before.
	pub fn random(rng: &mut impl CryptoRng) -> Self {
		Self::made_by(|own| rng.fill_bytes(own))
	}

	/// The bytes. Take care of where they go.
	pub const fn expose(&self) -> &[u8; N] {
		&self.0
	}

	/// Out of bytes that hold it and nothing else; nothing if they are of another length.
	pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
		(bytes.len() == N).then(|| Self::made_by(|own| own.copy_from_slice(bytes)))
	}

	/// Out of the first of these bytes, and the others.
	pub(crate) fn split_from(bytes: &[u8]) -> Option<(Self, &[u8])> {
		let (own, others) = bytes.split_at_checked(N)?;
		Some((Self::of(own)?, others))
	}

	/// Out of text in hexadecimal, in lower case or upper; nothing if it is none of this length.
	pub(crate) fn of_hexadecimal(text: &str) -> Option<Self> {
		let mut secret = Self::made_by(|_| ());
		hex::decode_to_slice(text, &mut *secret.0).ok()?;
		Some(secret)
	}

	/// Bytes made in place.
	pub(crate) fn made_by(fill: impl FnOnce(&mut [u8; N])) -> Self {
		let mut secret = Self(Box::new([0; N]));
		fill(&mut secret.0);
		secret
	}
}

impl Secret<32> {
	/// `HKDF(these bytes, info)`.
	pub(crate) fn derive(&self, info: &[&[u8]]) -> Self {
		hash::hkdf(&self.0, info)
	}
}

/// In constant time.
impl<const N: usize> PartialEq for Secret<N> {
	fn eq(&self, other: &Self) -> bool {
		self.0.ct_eq(&*other.0).into()
	}
}

impl<const N: usize> Eq for Secret<N> {}

impl<const N: usize> From<[u8; N]> for Secret<N> {
	fn from(bytes: [u8; N]) -> Self {
		Self::new(bytes)
	}
}

impl<const N: usize> fmt::Debug for Secret<N> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Secret({N} bytes)")
	}
}

/// These parts joined, in one buffer that is wiped: no shorter one is left behind as it grows.
pub(crate) fn joined(parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
	let length = parts.iter().map(|part| part.len()).sum();
	let mut bytes = Zeroizing::new(Vec::with_capacity(length));
	for part in parts {
		bytes.extend_from_slice(part);
	}
	bytes
}
