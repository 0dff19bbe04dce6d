//! Where random bytes come from. Whoever seals passes the dice in, so that the bytes of a test vector can be made again.

use getrandom::SysRng;
use hpke::rand_core::UnwrapErr;

pub use hpke::rand_core::CryptoRng;

/// The operating system's.
///
/// They panic if the operating system has none, as nothing can be sealed then.
pub fn system_dice() -> impl CryptoRng {
	UnwrapErr(SysRng)
}

/// Bytes to use once.
pub fn random_bytes<const N: usize>(dice: &mut impl CryptoRng) -> [u8; N] {
	let mut bytes = [0; N];
	dice.fill_bytes(&mut bytes);
	bytes
}
