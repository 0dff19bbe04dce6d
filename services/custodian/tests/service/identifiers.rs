//! Whatever names somebody.

/// Ids, accounts and nonces that a test used.
#[derive(Default)]
pub struct Used(Vec<String>);

impl Used {
	pub fn note(&mut self, id: &[u8; 32]) {
		self.0.push(hex::encode(id));
	}

	/// That none of them, nor an address of a client, stands in a text. Half of an id names somebody as well.
	pub fn expect_none_in(&self, what: &str, text: &str) {
		assert!(!self.0.is_empty());
		let lower = text.to_lowercase();
		for id in &self.0 {
			for part in [&id[..16], &id[24..40], &id[48..]] {
				assert!(!lower.contains(part), "the {what} names {id}: {text}");
			}
		}
		assert!(!text.contains("127.0.0.1"), "the {what} names an address: {text}");
	}
}

#[test]
fn what_names_somebody_is_found() {
	let mut used = Used::default();
	used.note(&[0xab; 32]);
	let found = std::panic::catch_unwind(|| used.expect_none_in("text", "of ABABABABABABABAB…"));
	assert!(found.is_err());
	used.expect_none_in("text", "of abababab");
}
