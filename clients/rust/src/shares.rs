//! Shares of a key: k of them give it, fewer tell nothing. Shamir's scheme over GF(2⁸), by a crate.

use crate::{
	hash::blake2b_256,
	secret::{joined, Secret},
};
use rand_core::CryptoRng;
use std::collections::HashSet;
use vsss_rs::Gf256;
use zeroize::Zeroizing;

/// The fewest shares that give a key. A single one would be the key itself.
pub const MIN_THRESHOLD: u8 = 2;

/// A share of a key of 32 bytes: 33 bytes, of which the last says where it lies, from 1 to 255.
pub type Share = Secret<33>;

/// Why there are no shares, or no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
	/// So many shares cannot be made, or not so that so many give the key.
	#[error("of 2 to 255 shares, 2 or more give the key")]
	WrongNumbers,
	/// Fewer than it takes, the same one twice, or one that lies nowhere.
	#[error("these are not so many different shares as it takes")]
	TooFewShares,
	/// A share is not the one that was made.
	#[error("a share is false")]
	FalseShare,
}

/// Splits a key into `number` shares, of which any `threshold` give it.
pub fn split(
	key: &Secret<32>,
	threshold: u8,
	number: u8,
	rng: &mut impl CryptoRng,
) -> Result<Vec<Share>, ShareError> {
	ensure_threshold(threshold, usize::from(number))?;
	let shares = Gf256::split_bytes(threshold.into(), number.into(), key.expose(), rng)
		.map(Zeroizing::new)
		.map_err(|_| ShareError::WrongNumbers)?;
	shares.iter().map(|share| place_last(share)).collect()
}

/// The key, out of `threshold` shares or more, each of which is known to be right by its commitment.
///
/// False shares are put together without a word: see [`ensure_right`].
pub fn join(shares: &[Share], threshold: u8) -> Result<Secret<32>, ShareError> {
	let places: HashSet<_> = shares.iter().map(place_of).collect();
	let is_right =
		places.len() == shares.len() && !places.contains(&0) && threshold >= MIN_THRESHOLD;
	let enough = shares.get(..usize::from(threshold)).filter(|_| is_right);
	let shares = enough.ok_or(ShareError::TooFewShares)?;
	let shares = Zeroizing::new(shares.iter().map(place_first).collect::<Vec<_>>());
	let key = Gf256::combine_bytes(shares.as_slice()).map(Zeroizing::new);
	key.ok().and_then(|key| Secret::of(&key)).ok_or(ShareError::TooFewShares)
}

/// What everybody may know of a share: it tells a false one from the right one, and nothing of the key.
pub fn commitment(share: &Share) -> [u8; 32] {
	blake2b_256(&[b"salus/share/v1", share.expose()])
}

/// Whether a share is the one that was made, is told by its commitment.
pub fn ensure_right(share: &Share, made: &[u8; 32]) -> Result<(), ShareError> {
	(commitment(share) == *made).then_some(()).ok_or(ShareError::FalseShare)
}

/// Whether `threshold` of so many shares can be.
pub(crate) fn ensure_threshold(threshold: u8, shares: usize) -> Result<(), ShareError> {
	let is_right = threshold >= MIN_THRESHOLD && u8::try_from(shares).is_ok_and(|n| n >= threshold);
	is_right.then_some(()).ok_or(ShareError::WrongNumbers)
}

fn place_of(share: &Share) -> u8 {
	let [.., place] = share.expose();
	*place
}

/// As the format has it. The crate has the place first.
fn place_last(share: &[u8]) -> Result<Share, ShareError> {
	let [place, values @ ..] = share else { return Err(ShareError::WrongNumbers) };
	Secret::of(&joined(&[values, &[*place]])).ok_or(ShareError::WrongNumbers)
}

fn place_first(share: &Share) -> Vec<u8> {
	let mut share = share.expose().to_vec();
	share.rotate_right(1);
	share
}
