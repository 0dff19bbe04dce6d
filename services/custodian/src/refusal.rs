//! What a custodian answers when it does not do what was asked.

use crate::kept::Name;
use axum::{
	http::{header, HeaderValue, StatusCode},
	response::{IntoResponse, Response},
	Json,
};
use serde_json::json;

/// Why nothing was done. What must stay apart for whoever asks has a variant of its own; all that must not is [`Refusal::Refused`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
	/// It is of no form that is answered.
	#[error("{0}")]
	Malformed(&'static str),
	/// No session, or one that is over.
	#[error("begin a session first")]
	NoSession,
	/// Whatever the reason. It is answered in the same words and after the same time.
	#[error("refused")]
	Refused,
	/// It is not what the chain commits to.
	#[error("{0}")]
	NotAsCommitted(&'static str),
	/// Sealed records of the batch are not here: the first thousand of them.
	#[error("sealed records of the batch are missing")]
	MissingRecords(Vec<Name>),
	/// The batch is kept with another header.
	#[error("the batch is kept with another header")]
	OtherHeader,
	/// It is no later than what is kept.
	#[error("it is no later than what is kept")]
	Outdated,
	/// More than is kept for this writer.
	#[error("more than is kept for this writer")]
	OverQuota,
	/// More than is answered in this time; again after so many seconds.
	#[error("too many requests")]
	TooMany(u32),
	/// The chain or the store does not answer, or the chain's head is too old: nothing was done, and nothing is guessed.
	#[error("not now")]
	Unavailable,
}

/// After how many seconds what is not available now may be asked for again: one slot of the chain, and a little.
const RETRY_AFTER: u32 = 3;

impl Refusal {
	/// Its status and its code.
	pub fn code(&self) -> (StatusCode, &'static str) {
		match self {
			Self::Malformed(_) => (StatusCode::BAD_REQUEST, "malformed"),
			Self::NoSession => (StatusCode::UNAUTHORIZED, "no-session"),
			Self::Refused => (StatusCode::FORBIDDEN, "refused"),
			Self::NotAsCommitted(_) => (StatusCode::UNPROCESSABLE_ENTITY, "not-as-committed"),
			Self::MissingRecords(_) => (StatusCode::CONFLICT, "missing-records"),
			Self::OtherHeader => (StatusCode::CONFLICT, "other-header"),
			Self::Outdated => (StatusCode::CONFLICT, "outdated"),
			Self::OverQuota => (StatusCode::PAYLOAD_TOO_LARGE, "over-quota"),
			Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
			Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
		}
	}
}

impl IntoResponse for Refusal {
	fn into_response(self) -> Response {
		let (status, code) = self.code();
		let mut body = json!({ "error": code, "message": self.to_string() });
		if let Self::MissingRecords(names) = &self {
			body["names"] = names.iter().map(hex::encode).collect();
		}
		let retry_after = match self {
			Self::TooMany(seconds) => Some(seconds),
			Self::Unavailable => Some(RETRY_AFTER),
			_ => None,
		};
		let mut response = (status, Json(body)).into_response();
		if let Some(seconds) = retry_after {
			response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
		}
		response.extensions_mut().insert(Code(code));
		response
	}
}

/// The code of a refusal, beside its answer: for whoever counts them.
#[derive(Clone, Copy, Debug)]
pub struct Code(pub &'static str);
