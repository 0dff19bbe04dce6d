//! Questions about signed requests.

use super::{Ask, Refusal};
use crate::{forms::Bytes, hexadecimal};
use rand_core::CryptoRng;
use salus_client::{
	release::ReleaseContext,
	requests::{
		Addressee, PatientRequest, PatientRequestKind, ReleaseRequest, Request, SessionRequest,
		Signed,
	},
	signatures::Sr25519Pair,
	ticket_secret, PublishedKey, Secret,
};
use serde::Deserialize;
use serde_json::{json, Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	secret: [u8; 32],
}

impl Ask for Claim {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let claim = ticket_secret::claim(&Secret::from(self.secret));
		Ok(json!({ "claim": hex::encode(claim) }))
	}
}

/// What a custodian knows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Custodian {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	genesis: [u8; 32],
	custodian: u32,
	now: u64,
}

impl From<Custodian> for Addressee {
	fn from(Custodian { genesis, custodian, now }: Custodian) -> Self {
		Self { genesis, custodian, now }
	}
}

/// Signs a request, and gives it as it travels.
fn signed<R: Request>(
	request: R,
	seed: [u8; 32],
	rng: &mut impl CryptoRng,
) -> Result<Value, Refusal> {
	let pair = Sr25519Pair::from_seed(&Secret::from(seed));
	let signed = Signed::new(request, |message| pair.sign(message, rng))?;
	Ok(serde_json::from_str(&signed.to_json())?)
}

/// Completes the members of a request with what it has as it travels, and signs it.
fn signed_members<R: Request>(
	mut members: Map<String, Value>,
	seed: [u8; 32],
	rng: &mut impl CryptoRng,
) -> Result<Value, Refusal> {
	members.insert("format".into(), R::FORMAT.into());
	members.insert("signature".into(), "00".repeat(64).into());
	let unsigned = Signed::<R>::from_json(&Value::from(members).to_string())?;
	signed(unsigned.request, seed, rng)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignRelease {
	request: Map<String, Value>,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	seed: [u8; 32],
}

impl Ask for SignRelease {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		signed_members::<ReleaseRequest>(self.request, self.seed, rng)
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRelease {
	request: Value,
	custodian: Custodian,
	claim: Bytes<16>,
	published: Option<PublishedKey>,
}

impl Ask for CheckRelease {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let signed = Signed::<ReleaseRequest>::from_json(&self.request.to_string())?;
		let request = signed.check(&self.custodian.into())?;
		request.ensure_claimed(&self.claim.0)?;
		request.ensure_published(self.published.as_ref())?;
		let ReleaseContext { patient, sequence, custodian, nonce } = request.into();
		Ok(json!({
			"patient": hex::encode(patient),
			"sequence": sequence,
			"custodian": custodian,
			"nonce": hex::encode(nonce),
		}))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignPatient {
	request: Unsigned,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	content: Vec<u8>,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	seed: [u8; 32],
}

/// A request before its content is hashed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unsigned {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	genesis: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	account: [u8; 32],
	custodian: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	nonce: [u8; 32],
	time: u64,
	kind: PatientRequestKind,
}

impl Ask for SignPatient {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
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
		signed(request, self.seed, rng)
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckPatient {
	request: Value,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	content: Vec<u8>,
	custodian: Custodian,
}

impl Ask for CheckPatient {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let signed = Signed::<PatientRequest>::from_json(&self.request.to_string())?;
		let request = signed.check(&self.custodian.into())?;
		request.ensure_content(&self.content)?;
		Ok(json!({ "kind": request.kind }))
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignSession {
	request: Map<String, Value>,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	seed: [u8; 32],
}

impl Ask for SignSession {
	fn answer(self, rng: &mut impl CryptoRng) -> Result<Value, Refusal> {
		signed_members::<SessionRequest>(self.request, self.seed, rng)
	}
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckSession {
	request: Value,
	custodian: Custodian,
}

impl Ask for CheckSession {
	fn answer(self, _: &mut impl CryptoRng) -> Result<Value, Refusal> {
		let signed = Signed::<SessionRequest>::from_json(&self.request.to_string())?;
		let request = signed.check(&self.custodian.into())?;
		Ok(json!({ "nonce": hex::encode(request.nonce) }))
	}
}
