//! Randomness, which is passed in.

use getrandom::SysRng;
use rand_core::{Rng, TryCryptoRng, TryRng, UnwrapErr};
use std::{convert::Infallible, sync::Arc};

/// Fills bytes that nobody can foretell. Clones draw from the same source.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

type Fill = dyn Fn(&mut [u8]) + Send + Sync;

impl Random {
	/// Randomness from `fill`, which fills all of the bytes, as the system's generator does.
	pub fn new(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
		Self(Arc::new(fill))
	}

	/// That of this machine's system. A system without any is one on which nothing may be sealed: the program ends.
	pub fn of_machine() -> Self {
		Self::new(|bytes| UnwrapErr(SysRng).fill_bytes(bytes))
	}

	/// New bytes.
	pub fn bytes<const N: usize>(&self) -> [u8; N] {
		let mut bytes = [0; N];
		(self.0)(&mut bytes);
		bytes
	}
}

impl TryRng for Random {
	type Error = Infallible;

	fn try_next_u32(&mut self) -> Result<u32, Infallible> {
		Ok(u32::from_le_bytes(self.bytes()))
	}

	fn try_next_u64(&mut self) -> Result<u64, Infallible> {
		Ok(u64::from_le_bytes(self.bytes()))
	}

	fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
		(self.0)(bytes);
		Ok(())
	}
}

impl TryCryptoRng for Random {}

impl std::fmt::Debug for Random {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		formatter.write_str("Random")
	}
}
