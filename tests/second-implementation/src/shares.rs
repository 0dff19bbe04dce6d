//! Shares of a key: Shamir's scheme, by a crate. A share is 33 bytes, the last of which says where it lies.

use crate::{dice::CryptoRng, hash::blake2b_256};
use std::collections::HashSet;
use vsss_rs::Gf256;

/// A share of a key.
pub type Share = [u8; 33];

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
	key: &[u8; 32],
	threshold: u8,
	number: u8,
	dice: &mut impl CryptoRng,
) -> Result<Vec<Share>, ShareError> {
	let shares = Gf256::split_bytes(threshold.into(), number.into(), key, dice)
		.map_err(|_| ShareError::WrongNumbers)?;
	Ok(shares.into_iter().map(place_last).collect())
}

/// The key, out of `threshold` shares or more, each of which is known to be right by its commitment.
pub fn join(shares: &[Share], threshold: u8) -> Result<[u8; 32], ShareError> {
	let places: HashSet<_> = shares.iter().map(|share| share[32]).collect();
	if places.len() != shares.len() || places.contains(&0) {
		return Err(ShareError::TooFewShares);
	}
	let shares = shares.get(..threshold.into()).ok_or(ShareError::TooFewShares)?;
	let key = Gf256::combine_bytes(shares.iter().map(place_first).collect::<Vec<_>>());
	key.ok().and_then(|key| key.try_into().ok()).ok_or(ShareError::TooFewShares)
}

/// What tells a false share from the right one, and nothing of the key.
pub fn commitment(share: &Share) -> [u8; 32] {
	blake2b_256(&[b"salus/share/v1", share])
}

/// As the format has it. The crate has the place first.
fn place_last(mut share: Vec<u8>) -> Share {
	share.rotate_left(1);
	share.try_into().expect("a share of 32 bytes is 33 bytes")
}

fn place_first(share: &Share) -> Vec<u8> {
	let mut share = share.to_vec();
	share.rotate_right(1);
	share
}
