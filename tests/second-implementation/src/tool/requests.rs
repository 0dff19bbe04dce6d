//! Questions about signed requests.

use super::{Ask, Refusal};
use crate::{
	dice::CryptoRng,
	hexadecimal,
	keys::PublishedKey,
	release::Context,
	requests::{Custodian, PatientRequest, ReleaseRequest, RequestKind, Signed},
	ticket_secret,
};
use serde::Deserialize;
use serde_json::{json, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
	#[serde(with = "hexadecimal")]
	secret: [u8; 32],
}

impl Ask for Claim {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!({ "claim": hex::encode(ticket_secret::claim(&self.secret)) }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignRelease {
	request: ReleaseRequest,
	#[serde(with = "hexadecimal")]
	seed: [u8; 32],
}

impl Ask for SignRelease {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		Ok(json!(Signed::new(self.request, &self.seed)))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRelease {
	request: Signed<ReleaseRequest>,
	custodian: Custodian,
	#[serde(with = "hexadecimal")]
	claim: [u8; 16],
	published: Option<PublishedKey>,
}

impl Ask for CheckRelease {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let request = self.request.check(&self.custodian)?;
		request.ensure_claimed(&self.claim)?;
		request.ensure_published(self.published.as_ref())?;
		Ok(json!(Context::from(request)))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignPatient {
	request: Unsigned,
	#[serde(with = "hexadecimal")]
	content: Vec<u8>,
	#[serde(with = "hexadecimal")]
	seed: [u8; 32],
}

/// A request before its content is hashed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unsigned {
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	#[serde(with = "hexadecimal")]
	account: [u8; 32],
	custodian: u32,
	#[serde(with = "hexadecimal")]
	nonce: [u8; 32],
	time: u64,
	kind: RequestKind,
}

impl Ask for SignPatient {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let Unsigned { genesis, patient, account, custodian, nonce, time, kind } = self.request;
		let content_hash = PatientRequest::hash_of(&self.content);
		let request = PatientRequest {
			genesis,
			patient,
			account,
			custodian,
			nonce,
			time,
			kind,
			content_hash,
		};
		Ok(json!(Signed::new(request, &self.seed)))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckPatient {
	request: Signed<PatientRequest>,
	#[serde(with = "hexadecimal")]
	content: Vec<u8>,
	custodian: Custodian,
}

impl Ask for CheckPatient {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let request = self.request.check(&self.custodian)?;
		request.ensure_content(&self.content)?;
		Ok(json!({ "kind": request.kind }))
	}
}
