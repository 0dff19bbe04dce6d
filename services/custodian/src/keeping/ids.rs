//! Ids and hashes in paths.

use crate::refusal::Refusal;

/// 32 bytes in lower-case hexadecimal, without a prefix.
pub fn read_id(text: &str) -> Result<[u8; 32], Refusal> {
	let is_lower = !text.bytes().any(|digit| digit.is_ascii_uppercase());
	let mut id = [0; 32];
	let decoded = is_lower.then(|| hex::decode_to_slice(text, &mut id).ok()).flatten();
	decoded
		.map(|()| id)
		.ok_or(Refusal::Malformed("an id or a hash is 64 digits of lower-case hexadecimal"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_id_is_written_in_one_way() {
		assert_eq!(read_id(&"0a".repeat(32)), Ok([10; 32]));
		for text in [
			"",
			"0a",
			&"0A".repeat(32),
			&"0a".repeat(33),
			&"0g".repeat(32),
			&format!("0x{}", "0a".repeat(31)),
		] {
			assert!(matches!(read_id(text), Err(Refusal::Malformed(_))), "{text}");
		}
	}
}
