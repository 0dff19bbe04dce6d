//! Shares of a key.

use crate::vectors::{bytes, flipped, part};
use salus_format::{
	dice::system_dice,
	shares::{commitment, join, split, Share, ShareError},
};
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
struct Vector {
	key: String,
	threshold: u8,
	shares: Vec<ShareVector>,
}

#[derive(Deserialize)]
struct ShareVector {
	share: String,
	commitment: String,
}

/// Every way to take so many shares, in every order of their beginnings.
fn subsets(shares: &[Share], threshold: usize) -> Vec<Vec<Share>> {
	(0u32..1 << shares.len())
		.filter(|chosen| chosen.count_ones() as usize == threshold)
		.map(|chosen| {
			(0..shares.len()).filter(|i| chosen >> i & 1 == 1).map(|i| shares[i]).collect()
		})
		.collect()
}

#[test]
fn any_shares_of_the_vectors_that_are_enough_give_the_key() {
	let vectors: Vec<Vector> = part("shares");
	let numbers: Vec<_> =
		vectors.iter().map(|vector| (vector.threshold, vector.shares.len())).collect();
	assert_eq!(numbers, [(2, 3), (3, 5)]);
	for Vector { key, threshold, shares } in vectors {
		for ShareVector { share, commitment: expected } in &shares {
			assert_eq!(hex::encode(commitment(&bytes(share))), *expected);
		}
		let shares: Vec<Share> = shares.iter().map(|share| bytes(&share.share)).collect();
		for mut chosen in subsets(&shares, threshold.into()) {
			assert_eq!(join(&chosen, threshold).map(hex::encode).as_ref(), Ok(&key));
			chosen.reverse();
			assert_eq!(join(&chosen, threshold).map(hex::encode).as_ref(), Ok(&key));
		}
		assert_eq!(join(&shares, threshold).map(hex::encode), Ok(key));
	}
}

#[test]
fn a_key_is_split_and_put_together() {
	let mut dice = system_dice();
	for (threshold, number) in [(2, 2), (2, 3), (3, 5), (5, 8)] {
		let shares = split(&[7; 32], threshold, number, &mut dice).unwrap();
		let places: HashSet<_> = shares.iter().map(|share| share[32]).collect();
		assert_eq!(places.len(), usize::from(number));
		assert!(!places.contains(&0));
		for chosen in subsets(&shares, threshold.into()) {
			assert_eq!(join(&chosen, threshold), Ok([7; 32]));
		}
	}
	let shares = split(&[7; 32], 255, 255, &mut dice).unwrap();
	assert_eq!(join(&shares, 255), Ok([7; 32]));
}

/// One share fits every key: another share makes it the share of another key.
#[test]
fn too_few_shares_fit_every_key() {
	let mut dice = system_dice();
	let shares = split(&[7; 32], 2, 3, &mut dice).unwrap();
	let keys: HashSet<_> = (0..=u8::MAX)
		.map(|value| {
			let mut other = [value; 33];
			other[32] = shares[1][32];
			join(&[shares[0], other], 2).unwrap()[0]
		})
		.collect();
	assert_eq!(keys.len(), 256);
}

#[test]
fn shares_that_are_too_few_twice_the_same_or_nowhere_are_refused() {
	let shares = split(&[7; 32], 3, 5, &mut system_dice()).unwrap();
	assert_eq!(join(&[], 3), Err(ShareError::TooFewShares));
	assert_eq!(join(&shares[..2], 3), Err(ShareError::TooFewShares));
	let twice = [shares[0], shares[1], shares[0]];
	assert_eq!(join(&twice, 3), Err(ShareError::TooFewShares));
	let mut nowhere = shares.clone();
	nowhere[1][32] = 0;
	assert_eq!(join(&nowhere[..3], 3), Err(ShareError::TooFewShares));
	for threshold in [0, 1] {
		assert_eq!(join(&shares, threshold), Err(ShareError::TooFewShares));
	}
}

#[test]
fn one_share_never_gives_the_key() {
	for (threshold, number) in [(0, 3), (1, 1), (1, 3), (3, 2), (2, 0)] {
		let refused = split(&[7; 32], threshold, number, &mut system_dice());
		assert_eq!(refused, Err(ShareError::WrongNumbers), "{threshold} of {number}");
	}
}

#[test]
fn every_flipped_bit_of_a_share_gives_it_another_commitment() {
	let share = [5; 33];
	for altered in flipped(&share) {
		assert_ne!(commitment(&altered.try_into().unwrap()), commitment(&share));
	}
}
