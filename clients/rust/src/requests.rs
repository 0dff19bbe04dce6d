//! Requests that an account signs: a reader's to release, the patient's side's to a custodian, and a writer's to begin a session.
//!
//! Each is made of its parts, signed with [`Signed::new`] and written with [`Signed::to_json`]; a custodian reads it with
//! [`Signed::from_json`] and asks [`Signed::check`] first. What the chain has to say, and that the nonce is a new one, the
//! custodian checks after it.

mod patient;
mod release;
mod session;
mod share;
mod targets;

pub use patient::{
	moved_header, read_moved_header, PatientRequest, PatientRequestKind, MAX_CONTENT,
};
pub use release::ReleaseRequest;
pub use session::{SessionRequest, Side};
pub use share::ShareRequest;
pub use targets::{Months, ReleaseTarget, ReleaseTargets, WrongTargets, MAX_TARGETS};

use crate::{
	json::{self, JsonError},
	keys,
	signatures::Signature,
};
use serde::{de::DeserializeOwned, Serialize};
use zeroize::Zeroizing;

/// The longest request, in characters of JSON. With a key of suite 2 and all targets that there may be it has about 9,000.
pub const MAX_TEXT: usize = 1 << 14;

/// How far the time of a request may be from the custodian's clock, in milliseconds.
pub const MAX_CLOCK_DIFFERENCE: u64 = 60_000;

/// How long a custodian remembers nonces, in milliseconds: longer than any request that it has seen stays fresh, the last moment included.
pub const NONCE_MEMORY: u64 = 2 * MAX_CLOCK_DIFFERENCE + 1;

/// What the requests to a custodian have in common. All are this library's.
pub trait Request: sealed::InFile {
	/// What begins the signed bytes, and is the JSON's `format`.
	const FORMAT: &'static str;
	/// What the account signs, between the marks for free bytes. A ticket's secret is among them.
	fn signed_bytes(&self) -> Zeroizing<Vec<u8>>;
	/// The account.
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
	/// The account's signature of its bytes.
	pub signature: Signature,
}

/// Which chain and custodian answers, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addressee {
	/// The hash of its chain's first block.
	pub genesis: [u8; 32],
	/// Its own number.
	pub custodian: u32,
	/// Its clock, in milliseconds since 1970.
	pub now: u64,
}

/// Why a request is not made, or a custodian refuses it.
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
	/// The content is longer than any that a custodian takes in. It was not hashed.
	#[error("the content is longer than any")]
	ContentTooLong,
}

impl<R: Request> Signed<R> {
	/// A request signed by the account that it names. `sign` is given the bytes, and gives the signature, with or without a
	/// byte before it that names the scheme, as wallets put it; [`RequestError::NotSigned`] if it is another account's.
	pub fn new<S: AsRef<[u8]>>(
		request: R,
		sign: impl FnOnce(&[u8]) -> S,
	) -> Result<Self, RequestError> {
		let message = request.signed_bytes();
		let signature = Signature::of_wallet(sign(&message).as_ref(), request.signer(), &message);
		Ok(Self { signature: signature.ok_or(RequestError::NotSigned)?, request })
	}

	/// Reads a request from JSON text. Whose it is says [`Self::check`].
	pub fn from_json(text: &str) -> Result<Self, JsonError> {
		R::read(text)
	}

	/// The JSON text that is sent. A ticket's secret is in it.
	pub fn to_json(&self) -> Zeroizing<String> {
		R::write(self)
	}

	/// The request, if it is for this custodian, the account has signed it, and it is of now; in this order.
	pub fn check(&self, own: &Addressee) -> Result<&R, RequestError> {
		let Self { request, signature } = self;
		if *request.genesis() != own.genesis {
			return Err(RequestError::OtherChain);
		}
		if request.custodian() != own.custodian {
			return Err(RequestError::OtherCustodian);
		}
		if !signature.is_by(request.signer(), &request.signed_bytes()) {
			return Err(RequestError::NotSigned);
		}
		if request.time().abs_diff(own.now) > MAX_CLOCK_DIFFERENCE {
			return Err(RequestError::OutOfTime);
		}
		Ok(request)
	}
}

impl AsRef<[u8]> for Signature {
	fn as_ref(&self) -> &[u8] {
		self.bytes()
	}
}

/// A public key after its suite and its length.
fn with_suite_and_length(key: &keys::PublicKey) -> Vec<u8> {
	// The longest has 1,216 bytes.
	let length = u16::try_from(key.bytes().len()).unwrap_or(u16::MAX);
	[&[key.suite().into()], length.to_le_bytes().as_slice(), key.bytes()].concat()
}

mod sealed {
	use super::{json, DeserializeOwned, JsonError, Serialize, Signed, Zeroizing, MAX_TEXT};

	/// How a request stands in JSON, with its format and its signature.
	pub trait InFile: Sized {
		#[doc(hidden)]
		type File: DeserializeOwned
			+ Serialize
			+ TryInto<Signed<Self>>
			+ for<'a> From<&'a Signed<Self>>;

		#[doc(hidden)]
		fn read(text: &str) -> Result<Signed<Self>, JsonError> {
			let file: Self::File = json::read(text, MAX_TEXT)?;
			file.try_into().map_err(|_| JsonError::OtherForm { line: 0, column: 0 })
		}

		#[doc(hidden)]
		fn write(signed: &Signed<Self>) -> Zeroizing<String> {
			Zeroizing::new(json::write(&Self::File::from(signed)))
		}
	}
}
