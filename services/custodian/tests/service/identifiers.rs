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

/// That a text names nobody, whoever that may be: it has nothing as long as an account, an id, a nonce or a secret, nor a half of one, and no address of a client.
pub fn expect_nobody_in(what: &str, text: &str) {
	for word in text.split(|letter: char| !letter.is_ascii_alphanumeric()) {
		let word = word.strip_prefix("0x").unwrap_or(word);
		let longest = match word {
			// A number.
			_ if word.bytes().all(|digit| digit.is_ascii_digit()) => 20,
			_ if word.bytes().all(|digit| digit.is_ascii_hexdigit()) => 15,
			_ => 39,
		};
		assert!(word.len() <= longest, "the {what} names {word}: {text}");
	}
	// The node's is what whoever runs it has written into the configuration.
	let text = text.replace("ws://127.0.0.1", "the node");
	assert!(!text.contains("127.0.0.1"), "the {what} names an address: {text}");
}

#[test]
fn what_may_name_anybody_is_found() {
	let account = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	for text in [account, "of 0xabababababababab", "from 127.0.0.1"] {
		assert!(std::panic::catch_unwind(|| expect_nobody_in("text", text)).is_err(), "{text}");
	}
	expect_nobody_in("text", "2026-11-28T12:00:00.123456Z kind 1234 salus_custodian_ready");
}

#[test]
fn what_names_somebody_is_found() {
	let mut used = Used::default();
	used.note(&[0xab; 32]);
	let found = std::panic::catch_unwind(|| used.expect_none_in("text", "of ABABABABABABABAB…"));
	assert!(found.is_err());
	used.expect_none_in("text", "of abababab");
}
