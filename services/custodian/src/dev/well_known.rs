//! Accounts whose secrets everybody knows.

use crate::{hash::blake2b_256, random::Random, service::Clerk};
use salus_client::{chain::PairSigner, signatures::Sr25519Pair, Secret};

/// Alice, by the seed that every development chain of Substrate has.
const ALICE: [u8; 32] = [
	0xe5, 0xbe, 0x9a, 0x50, 0x92, 0xb8, 0x1b, 0xca, 0x64, 0xbe, 0x81, 0xd2, 0x12, 0xe7, 0xf2, 0xf9,
	0xeb, 0xa1, 0x83, 0xbb, 0x7a, 0x90, 0x95, 0x4f, 0x7b, 0x76, 0x36, 0x1f, 0x6e, 0xdb, 0x5c, 0x0a,
];

/// Alice.
pub(super) fn alice(random: &Random) -> Clerk {
	PairSigner::new(Sr25519Pair::from_seed(&Secret::new(ALICE)), random.clone())
}

/// The seed of the clerk of a custodian. Each has its own, so that several on one chain do not use each other's nonces.
pub(super) fn clerk(organization: u32) -> Secret<32> {
	let number = organization.to_le_bytes();
	Secret::from(blake2b_256(&[b"salus/development-clerk".as_slice(), &number].concat()))
}
