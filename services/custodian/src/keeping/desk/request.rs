//! A request of the patient's side, as it is presented: beside its content, so that the content need not be read before it is known who asks.

use crate::refusal::Refusal;
use axum::http::HeaderMap;
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use salus_client::requests::{PatientRequest, Signed, MAX_TEXT};

/// In which header it stands: the request's JSON in base64url, without padding.
pub const HEADER: &str = "salus-request";

/// What is no request at all. It is told whatever is kept here.
const NO_REQUEST: Refusal = Refusal::Malformed("the header salus-request holds no patient request");

/// A request whose signature nobody looked at yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentedRequest(pub(super) Signed<PatientRequest>);

impl PresentedRequest {
	/// The request in the headers.
	pub fn of(headers: &HeaderMap) -> Result<Self, Refusal> {
		let mut values = headers.get_all(HEADER).iter();
		let (Some(value), None) = (values.next(), values.next()) else {
			return Err(NO_REQUEST);
		};
		// Four characters for three bytes; what is longer is not decoded.
		let fits = value.len() <= MAX_TEXT.saturating_mul(4).div_ceil(3);
		let bytes = fits.then(|| URL_SAFE_NO_PAD.decode(value.as_bytes()).ok()).flatten();
		let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(NO_REQUEST)?;
		Signed::from_json(&text).map(Self).map_err(|_| NO_REQUEST)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use axum::http::HeaderValue;

	fn presented(text: impl AsRef<[u8]>) -> Result<PresentedRequest, Refusal> {
		let value = HeaderValue::from_bytes(text.as_ref()).unwrap();
		PresentedRequest::of(&HeaderMap::from_iter([(HEADER.parse().unwrap(), value)]))
	}

	fn encoded(text: impl AsRef<[u8]>) -> String {
		URL_SAFE_NO_PAD.encode(text)
	}

	#[test]
	fn whatever_is_no_request_is_malformed() {
		assert_eq!(PresentedRequest::of(&HeaderMap::new()), Err(NO_REQUEST));
		let deep = format!("{{\"format\":{}", "[".repeat(MAX_TEXT / 2));
		for text in
			["", "{}", "[]", "\u{feff}{}", &deep, &"[".repeat(MAX_TEXT), &" ".repeat(MAX_TEXT + 1)]
		{
			assert_eq!(presented(encoded(text)), Err(NO_REQUEST));
		}
		assert_eq!(presented(encoded([0xff, 0xfe])), Err(NO_REQUEST));
		assert_eq!(presented("{}"), Err(NO_REQUEST), "not in base64");
		assert_eq!(presented(format!("{}=", encoded("{}"))), Err(NO_REQUEST), "with padding");
		assert_eq!(presented(vec![0xfc; 8]), Err(NO_REQUEST));
	}
}
