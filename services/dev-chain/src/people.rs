//! Whom a development chain begins with, and accounts that it has never seen.

use getrandom::SysRng;
use salus_client::{chain::PairSigner, rand_core::UnwrapErr, signatures::Sr25519Pair, Secret};

/// The machine's randomness.
pub type Rng = UnwrapErr<SysRng>;
/// Somebody who signs.
pub type Account = PairSigner<Rng>;

/// The hospital, of which Alice is the admin, Bob a physician and Charlie a custodian.
pub const HOSPITAL: u32 = 0;
/// The clinic, of which Dave is the admin and Eve a physician.
pub const CLINIC: u32 = 1;

/// The superuser, too.
pub fn alice() -> Account {
	known("e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a")
}

/// Of the hospital.
pub fn bob() -> Account {
	known("398f0c28f98885e046333d4a41c19cee4c37368a9832c6502f6cfd182e2aef89")
}

/// Of the hospital, as a custodian.
pub fn charlie() -> Account {
	known("bc1ede780f784bb6991a585e4f6e61522c14e1cae6ad0895fb57b9a205a8f938")
}

/// The clinic's admin.
pub fn dave() -> Account {
	known("868020ae0687dda7d57565093a69090211449845a7e11453612800b663307246")
}

/// Of the clinic.
pub fn eve() -> Account {
	known("786ad0e2df456fe43dd1f91ebca22e235bc162e0bb8d53c633e8c85b2af68b7a")
}

/// An account that the chain has never seen.
pub fn newcomer() -> Account {
	of_seed(&Secret::random(&mut rng()))
}

/// The machine's randomness.
pub fn rng() -> Rng {
	UnwrapErr(SysRng)
}

/// What nobody has seen.
pub fn random() -> [u8; 32] {
	*Secret::<32>::random(&mut rng()).expose()
}

/// By a well-known seed.
fn known(seed: &str) -> Account {
	of_seed(&Secret::new(hex::decode(seed).unwrap().try_into().unwrap()))
}

/// By a seed.
pub fn of_seed(seed: &Secret<32>) -> Account {
	PairSigner::new(Sr25519Pair::from_seed(seed), rng())
}
