//! Whom a development chain begins with, and accounts that it has never seen.

#![allow(dead_code, reason = "each of the programs that share it needs some of them")]

use getrandom::SysRng;
use salus_client::{chain::PairSigner, rand_core::UnwrapErr, signatures::Sr25519Pair, Secret};

pub type Rng = UnwrapErr<SysRng>;
pub type Account = PairSigner<Rng>;

/// The hospital, which Alice manages, and of which Bob is a physician and Charlie a custodian; and the clinic, of which Eve is a physician.
pub const HOSPITAL: u32 = 0;
pub const CLINIC: u32 = 1;

pub fn alice() -> Account {
	known("e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a")
}

pub fn bob() -> Account {
	known("398f0c28f98885e046333d4a41c19cee4c37368a9832c6502f6cfd182e2aef89")
}

pub fn charlie() -> Account {
	known("bc1ede780f784bb6991a585e4f6e61522c14e1cae6ad0895fb57b9a205a8f938")
}

pub fn eve() -> Account {
	known("786ad0e2df456fe43dd1f91ebca22e235bc162e0bb8d53c633e8c85b2af68b7a")
}

pub fn newcomer() -> Account {
	PairSigner::new(Sr25519Pair::from_seed(&Secret::random(&mut rng())), rng())
}

pub fn rng() -> Rng {
	UnwrapErr(SysRng)
}

pub fn random() -> [u8; 32] {
	*Secret::<32>::random(&mut rng()).expose()
}

fn known(seed: &str) -> Account {
	let bytes: [u8; 32] = hex::decode(seed).unwrap().try_into().unwrap();
	PairSigner::new(Sr25519Pair::from_seed(&Secret::new(bytes)), rng())
}
