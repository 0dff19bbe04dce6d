//! Public keys as the chain has them.

use super::types::{KeySuite, PublicKey};
use crate::{PublishedKey, Suite};

impl From<&PublicKey> for PublishedKey {
	fn from(key: &PublicKey) -> Self {
		let suite = match key.suite {
			KeySuite::X25519 => Suite::X25519,
			KeySuite::XWing => Suite::XWing,
		};
		Self { suite, bytes: key.bytes }
	}
}

impl From<&PublishedKey> for PublicKey {
	fn from(key: &PublishedKey) -> Self {
		let suite = match key.suite {
			Suite::X25519 => KeySuite::X25519,
			Suite::XWing => KeySuite::XWing,
		};
		Self { suite, bytes: key.bytes }
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_key_comes_back_as_it_was_published() {
		for suite in Suite::ALL {
			let key = PublishedKey { suite, bytes: [7; 32] };
			assert_eq!(PublishedKey::from(&PublicKey::from(&key)), key);
		}
	}
}
