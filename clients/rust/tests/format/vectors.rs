//! The vectors, and what the tests of all sections use.

use getrandom::SysRng;
use salus_client::{
	class_keys::ClassKeys,
	epoch_keys::ClassSecret,
	rand_core::{CryptoRng, Infallible, TryCryptoRng, TryRng, UnwrapErr},
	PrivateKey, PublicKey, Secret, Suite,
};
use serde::Deserialize;
use serde_json::Value;

const FILE: &str = include_str!("../../../../tests/vectors/record-format-v1.json");

/// Points with which every key pair agrees on the same: all that there are, in each way to write them.
pub const LOW_ORDER_POINTS: [&str; 7] = [
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
	"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/// A part of the file. Members that a test does not name are passed over.
pub fn part<T: for<'de> Deserialize<'de>>(name: &str) -> T {
	let mut file: Value = serde_json::from_str(FILE).unwrap();
	serde_json::from_value(file[name].take()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Bytes of hexadecimal text.
pub fn bytes<const N: usize>(text: &str) -> [u8; N] {
	hex::decode(text).unwrap().try_into().unwrap()
}

/// All the points of low order, with the bit that X25519 ignores cleared and set.
pub fn low_order_points() -> impl Iterator<Item = [u8; 32]> {
	LOW_ORDER_POINTS.into_iter().map(bytes::<32>).flat_map(|point| {
		let mut marked = point;
		marked[31] |= 0x80;
		[point, marked]
	})
}

/// Each way to flip one bit.
pub fn flipped(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
	(0..bytes.len() * 8).map(|bit| {
		let mut altered = bytes.to_vec();
		altered[bit / 8] ^= 1 << (bit % 8);
		altered
	})
}

/// One flipped bit in each byte, for messages that take long to open.
pub fn flipped_bytes(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
	(0..bytes.len()).map(|index| {
		let mut altered = bytes.to_vec();
		altered[index] ^= 1 << (index % 8);
		altered
	})
}

/// A public key of hexadecimal text.
pub fn public_key(suite: Suite, text: &str) -> PublicKey {
	PublicKey::new(suite, hex::decode(text).unwrap()).unwrap()
}

/// A private key of hexadecimal text.
pub fn private_key(suite: Suite, text: &str) -> PrivateKey {
	PrivateKey { suite, bytes: secret(text) }
}

/// A secret of hexadecimal text.
pub fn secret<const N: usize>(text: &str) -> Secret<N> {
	bytes(text).into()
}

/// The same byte again and again.
pub fn filled<const N: usize>(byte: u8) -> Secret<N> {
	Secret::new([byte; N])
}

/// Class keys as the vectors have them.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum ClassKeysVector {
	Listed {
		suite: Value,
		classes: Vec<ClassKeyVector>,
	},
	#[serde(rename_all = "camelCase")]
	All {
		suite: Value,
		class_secret: String,
	},
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClassKeyVector {
	class: u16,
	private_key: String,
}

impl ClassKeysVector {
	pub fn keys(&self) -> ClassKeys {
		let suite_of = |suite: &Value| serde_json::from_value(suite.clone()).unwrap();
		match self {
			Self::Listed { suite, classes } => {
				let key = |listed: &ClassKeyVector| (listed.class, secret(&listed.private_key));
				ClassKeys::Listed {
					suite: suite_of(suite),
					keys: classes.iter().map(key).collect(),
				}
			},
			Self::All { suite, class_secret } => ClassKeys::All {
				suite: suite_of(suite),
				class_secret: ClassSecret::new(secret(class_secret)),
			},
		}
	}
}

/// The operating system's randomness.
pub fn system_rng() -> impl CryptoRng {
	UnwrapErr(SysRng)
}

/// Gives the bytes that a vector has chosen, one after the other, and nothing else.
pub fn loaded(texts: &[&str]) -> impl CryptoRng {
	Loaded(hex::decode(texts.concat()).unwrap())
}

struct Loaded(Vec<u8>);

impl TryRng for Loaded {
	type Error = Infallible;

	fn try_next_u32(&mut self) -> Result<u32, Infallible> {
		unreachable!("only key material is asked for")
	}

	fn try_next_u64(&mut self) -> Result<u64, Infallible> {
		unreachable!("only key material is asked for")
	}

	fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
		let others = self.0.split_off(dst.len());
		dst.copy_from_slice(&self.0);
		self.0 = others;
		Ok(())
	}
}

impl TryCryptoRng for Loaded {}
