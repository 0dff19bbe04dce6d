//! Shares of a key.

use crate::vectors::{filled, flipped, part, secret, system_rng};
use salus_client::shares::{commitment, join, split, Share, ShareError};
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
			(0..shares.len()).filter(|i| chosen >> i & 1 == 1).map(|i| shares[i].clone()).collect()
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
		let key = secret(&key);
		for ShareVector { share, commitment: expected } in &shares {
			assert_eq!(hex::encode(commitment(&secret(share))), *expected);
		}
		let shares: Vec<Share> = shares.iter().map(|share| secret(&share.share)).collect();
		for mut chosen in subsets(&shares, threshold.into()) {
			assert_eq!(join(&chosen, threshold).as_ref(), Ok(&key));
			chosen.reverse();
			assert_eq!(join(&chosen, threshold).as_ref(), Ok(&key));
		}
		assert_eq!(join(&shares, threshold), Ok(key));
	}
}

#[test]
fn a_key_is_split_and_put_together() {
	let mut rng = system_rng();
	for (threshold, number) in [(2, 2), (2, 3), (3, 5), (5, 8)] {
		let shares = split(&filled(7), threshold, number, &mut rng).unwrap();
		let places: HashSet<_> = shares.iter().map(|share| share.expose()[32]).collect();
		assert_eq!(places.len(), usize::from(number));
		assert!(!places.contains(&0));
		for chosen in subsets(&shares, threshold.into()) {
			assert_eq!(join(&chosen, threshold), Ok(filled(7)));
		}
	}
	let shares = split(&filled(7), 255, 255, &mut rng).unwrap();
	assert_eq!(join(&shares, 255), Ok(filled(7)));
}

/// One share fits every key: another share makes it the share of another key.
#[test]
fn too_few_shares_fit_every_key() {
	let mut rng = system_rng();
	let shares = split(&filled(7), 2, 3, &mut rng).unwrap();
	let keys: HashSet<_> = (0..=u8::MAX)
		.map(|value| {
			let mut other = [value; 33];
			other[32] = shares[1].expose()[32];
			join(&[shares[0].clone(), other.into()], 2).unwrap().expose()[0]
		})
		.collect();
	assert_eq!(keys.len(), 256);
}

#[test]
fn shares_that_are_too_few_twice_the_same_or_nowhere_are_refused() {
	let shares = split(&filled(7), 3, 5, &mut system_rng()).unwrap();
	assert_eq!(join(&[], 3), Err(ShareError::TooFewShares));
	assert_eq!(join(&shares[..2], 3), Err(ShareError::TooFewShares));
	let twice = [0, 1, 0].map(|index: usize| shares[index].clone());
	assert_eq!(join(&twice, 3), Err(ShareError::TooFewShares));
	let mut nowhere = shares.clone();
	let mut share = *nowhere[1].expose();
	share[32] = 0;
	nowhere[1] = share.into();
	assert_eq!(join(&nowhere[..3], 3), Err(ShareError::TooFewShares));
	for threshold in [0, 1] {
		assert_eq!(join(&shares, threshold), Err(ShareError::TooFewShares));
	}
}

#[test]
fn one_share_never_gives_the_key() {
	for (threshold, number) in [(0, 3), (1, 1), (1, 3), (3, 2), (2, 0)] {
		let refused = split(&filled(7), threshold, number, &mut system_rng());
		assert_eq!(refused, Err(ShareError::WrongNumbers), "{threshold} of {number}");
	}
}

#[test]
fn every_flipped_bit_of_a_share_gives_it_another_commitment() {
	let share: Share = filled(5);
	for altered in flipped(share.expose()) {
		let altered: [u8; 33] = altered.try_into().unwrap();
		assert_ne!(commitment(&altered.into()), commitment(&share));
	}
}
