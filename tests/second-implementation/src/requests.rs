//! Requests that an account signs: a reader's to release, and the patient's side's to a custodian.
//!
//! Accounts of other schemes than sr25519 are left out.

mod patient;
mod release;
mod targets;

pub use patient::{PatientRequest, RequestKind};
pub use release::ReleaseRequest;
pub use targets::{Months, Target, Targets, WrongTargets};

use crate::keys;
use schnorrkel::{signing_context, ExpansionMode, MiniSecretKey, PublicKey, Signature};
use serde::{
	de::{DeserializeOwned, Error as _},
	ser::Error as _,
	Deserialize, Deserializer, Serialize, Serializer,
};
use serde_json::{Map, Value};

/// The context in which Substrate's accounts sign with sr25519.
const SIGNING_CONTEXT: &[u8] = b"substrate";
/// How far `time` may be from the custodian's clock.
const TOLERANCE_MS: u64 = 60_000;

/// What both requests say.
pub trait Request: DeserializeOwned + Serialize {
	/// What begins the signed bytes, and is the JSON's `format`.
	const FORMAT: &'static str;
	/// What the account signs, between the marks for free bytes.
	fn signed_bytes(&self) -> Vec<u8>;
	/// The account, by its public key.
	fn signer(&self) -> &[u8; 32];
	/// The hash of the first block of the chain that it is for.
	fn genesis(&self) -> &[u8; 32];
	/// The custodian that it is for.
	fn custodian(&self) -> u32;
	/// When it was made, in milliseconds since 1970.
	fn time(&self) -> u64;
}

/// A request with its signature, as it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed<R> {
	/// The request.
	pub request: R,
	/// The sr25519 signature of its bytes.
	pub signature: [u8; 64],
}

/// What a custodian knows, and a request must fit.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Custodian {
	/// The hash of its chain's first block.
	#[serde(with = "crate::hexadecimal")]
	pub genesis: [u8; 32],
	/// Its own number.
	pub custodian: u32,
	/// Its clock, in milliseconds since 1970.
	pub now: u64,
}

/// Why a custodian refuses a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
	/// It is for another chain.
	#[error("the request is for another chain")]
	OtherChain,
	/// It is for another custodian.
	#[error("the request is for another custodian")]
	OtherCustodian,
	/// The account has not signed these bytes.
	#[error("the account has not signed the request")]
	NotSigned,
	/// It is older than a minute, or of the future.
	#[error("the time of the request is not within 60 seconds")]
	OutOfTime,
	/// The reader's key is not the published one.
	#[error("the key of the request is not the reader's published one")]
	OtherKey,
	/// The secret is not the one that the ticket's holder committed to.
	#[error("the secret is not the ticket's")]
	OtherSecret,
	/// The signature is for another content.
	#[error("the request is for another content")]
	OtherContent,
}

impl<R: Request> Signed<R> {
	/// A request signed by an account with this 32-byte secret, the seed of an sr25519 key.
	pub fn new(request: R, seed: &[u8; 32]) -> Self {
		let signature = MiniSecretKey::from_bytes(seed)
			.expect("32 bytes are a seed")
			.expand_to_keypair(ExpansionMode::Ed25519)
			.sign(signing_context(SIGNING_CONTEXT).bytes(&request.signed_bytes()))
			.to_bytes();
		Self { request, signature }
	}

	/// The request, if it is for this custodian, now, and the account has signed it.
	///
	/// Whether its nonce is a new one the custodian must remember.
	pub fn check(&self, custodian: &Custodian) -> Result<&R, RequestError> {
		let Self { request, signature } = self;
		if *request.genesis() != custodian.genesis {
			return Err(RequestError::OtherChain);
		}
		if request.custodian() != custodian.custodian {
			return Err(RequestError::OtherCustodian);
		}
		if !is_signed_by(request.signer(), &request.signed_bytes(), signature) {
			return Err(RequestError::NotSigned);
		}
		if request.time().abs_diff(custodian.now) > TOLERANCE_MS {
			return Err(RequestError::OutOfTime);
		}
		Ok(request)
	}
}

/// `parts` between the marks between which wallets sign free bytes.
fn marked(parts: &[&[u8]]) -> Vec<u8> {
	[b"<Bytes>".as_slice(), &parts.concat(), b"</Bytes>"].concat()
}

/// A public key after its suite and its length.
fn with_suite_and_length(key: &keys::PublicKey) -> Vec<u8> {
	let length = u16::try_from(key.bytes().len()).expect("a public key has at most 1,216 bytes");
	[&[key.suite().into()], length.to_le_bytes().as_slice(), key.bytes()].concat()
}

fn is_signed_by(public_key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
	let (Ok(public_key), Ok(signature)) =
		(PublicKey::from_bytes(public_key), Signature::from_bytes(signature))
	else {
		return false;
	};
	public_key.verify_simple(SIGNING_CONTEXT, message, &signature).is_ok()
}

/// The request's own members, and `format` and `signature` beside them.
impl<R: Request> Serialize for Signed<R> {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		let mut members: Map<_, _> = serde_json::to_value(&self.request)
			.and_then(serde_json::from_value)
			.map_err(S::Error::custom)?;
		members.insert("format".into(), R::FORMAT.into());
		members.insert("signature".into(), hex::encode(self.signature).into());
		members.serialize(serializer)
	}
}

impl<'de, R: Request> Deserialize<'de> for Signed<R> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let mut members = Map::deserialize(deserializer)?;
		if members.remove("format") != Some(R::FORMAT.into()) {
			return Err(D::Error::custom("the request is of another format"));
		}
		let signature = members.remove("signature").unwrap_or(Value::Null);
		let signature = crate::hexadecimal::deserialize(signature).map_err(D::Error::custom)?;
		let request = R::deserialize(Value::Object(members)).map_err(D::Error::custom)?;
		Ok(Self { request, signature })
	}
}
