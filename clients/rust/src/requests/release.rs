//! A reader's request to release, signed by the ticket's holder.

use super::{sealed::InFile, with_suite_and_length, ReleaseTargets, Request, RequestError, Signed};
use crate::{
	hexadecimal,
	keys::{PublicKey, PublishedKey, WrongLength},
	secret::Secret,
	signatures::{between_marks, Signature},
	suite::Suite,
	ticket_secret,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What the holder of a ticket asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseRequest {
	/// The hash of the chain's first block.
	pub genesis: [u8; 32],
	/// The patient's id.
	pub patient: [u8; 32],
	/// The number of the ticket in the patient's trail.
	pub sequence: u64,
	/// The account that holds the ticket.
	pub holder: [u8; 32],
	/// Of a ticket for a team that a gateway shows: for whom, by pseudonym.
	pub practitioner: Option<[u8; 32]>,
	/// The organization that the ticket names.
	pub custodian: u32,
	/// The ticket's, with which the custodian redeems it.
	pub secret: Secret<32>,
	/// Which of the ticket's records. They come in this order.
	pub targets: ReleaseTargets,
	/// Random, and never twice.
	pub nonce: [u8; 32],
	/// In milliseconds since 1970.
	pub time: u64,
	/// The key to which the release is sealed.
	pub reader: PublicKey,
}

impl ReleaseRequest {
	/// Whether the reader's key is the published one, where there is one.
	pub fn ensure_published(&self, published: Option<&PublishedKey>) -> Result<(), RequestError> {
		let fits = published.is_none_or(|published| *published == self.reader.published());
		fits.then_some(()).ok_or(RequestError::OtherKey)
	}

	/// Whether the holder of the ticket committed to the secret: `claim` is the ticket's.
	pub fn ensure_claimed(&self, claim: &[u8; 16]) -> Result<(), RequestError> {
		let fits = ticket_secret::claim(&self.secret) == *claim;
		fits.then_some(()).ok_or(RequestError::OtherSecret)
	}
}

impl Request for ReleaseRequest {
	const FORMAT: &'static str = "salus/release-request/v1";

	fn signed_bytes(&self) -> Zeroizing<Vec<u8>> {
		let practitioner = self.practitioner.map_or(vec![0], |id| [&[1], id.as_slice()].concat());
		between_marks(&[
			Self::FORMAT.as_bytes(),
			&self.genesis,
			&self.patient,
			&self.sequence.to_le_bytes(),
			&self.holder,
			&practitioner,
			&self.custodian.to_le_bytes(),
			self.secret.expose(),
			&self.targets.to_bytes(),
			&self.nonce,
			&self.time.to_le_bytes(),
			&with_suite_and_length(&self.reader),
		])
	}

	fn signer(&self) -> &[u8; 32] {
		&self.holder
	}

	fn genesis(&self) -> &[u8; 32] {
		&self.genesis
	}

	fn custodian(&self) -> u32 {
		self.custodian
	}

	fn time(&self) -> u64 {
		self.time
	}
}

/// As JSON has it.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct File {
	format: Format,
	#[serde(with = "hexadecimal")]
	genesis: [u8; 32],
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	sequence: u64,
	#[serde(with = "hexadecimal")]
	holder: [u8; 32],
	#[serde(with = "hexadecimal::optional")]
	practitioner: Option<[u8; 32]>,
	custodian: u32,
	#[serde(with = "hexadecimal::secret")]
	secret: Secret<32>,
	targets: ReleaseTargets,
	#[serde(with = "hexadecimal")]
	nonce: [u8; 32],
	time: u64,
	suite: Suite,
	#[serde(with = "hexadecimal")]
	public_key: Vec<u8>,
	signature: Signature,
}

/// The only one that there is.
#[derive(Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/release-request/v1")]
	V1,
}

impl InFile for ReleaseRequest {
	type File = File;
}

impl TryFrom<File> for Signed<ReleaseRequest> {
	type Error = WrongLength;

	fn try_from(file: File) -> Result<Self, WrongLength> {
		let request = ReleaseRequest {
			genesis: file.genesis,
			patient: file.patient,
			sequence: file.sequence,
			holder: file.holder,
			practitioner: file.practitioner,
			custodian: file.custodian,
			secret: file.secret,
			targets: file.targets,
			nonce: file.nonce,
			time: file.time,
			reader: PublicKey::new(file.suite, file.public_key)?,
		};
		Ok(Self { request, signature: file.signature })
	}
}

impl From<&Signed<ReleaseRequest>> for File {
	fn from(Signed { request, signature }: &Signed<ReleaseRequest>) -> Self {
		Self {
			format: Format::V1,
			genesis: request.genesis,
			patient: request.patient,
			sequence: request.sequence,
			holder: request.holder,
			practitioner: request.practitioner,
			custodian: request.custodian,
			secret: request.secret.clone(),
			targets: request.targets.clone(),
			nonce: request.nonce,
			time: request.time,
			suite: request.reader.suite(),
			public_key: request.reader.bytes().to_vec(),
			signature: *signature,
		}
	}
}
