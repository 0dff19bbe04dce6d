//! The ring in JSON.

use super::{CommittedShare, EmergencyError, EmergencyRing, RingParts};
use crate::hexadecimal;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
	format: Format,
	#[serde(with = "hexadecimal")]
	patient: [u8; 32],
	epoch: u32,
	threshold: u8,
	#[serde(with = "hexadecimal")]
	ring: Vec<u8>,
	shares: Vec<ShareInFile>,
}

/// The only one that there is.
#[derive(Deserialize, Serialize)]
enum Format {
	#[serde(rename = "salus/emergency-ring/v1")]
	V1,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ShareInFile {
	custodian: u32,
	#[serde(with = "hexadecimal")]
	commitment: [u8; 32],
	#[serde(with = "hexadecimal")]
	sealed: Vec<u8>,
}

impl TryFrom<File> for EmergencyRing {
	type Error = EmergencyError;

	fn try_from(file: File) -> Result<Self, EmergencyError> {
		let File { patient, epoch, threshold, ring, shares, .. } = file;
		let (shares, sealed) = shares
			.into_iter()
			.map(|ShareInFile { custodian, commitment, sealed }| {
				(CommittedShare { custodian, commitment }, sealed)
			})
			.unzip();
		Self::new(patient, RingParts { epoch, threshold, ring, shares }, sealed)
	}
}

impl From<EmergencyRing> for File {
	fn from(ring: EmergencyRing) -> Self {
		let EmergencyRing { patient, parts, sealed } = ring;
		let RingParts { epoch, threshold, ring, shares } = parts;
		let shares = shares
			.into_iter()
			.zip(sealed)
			.map(|(CommittedShare { custodian, commitment }, sealed)| ShareInFile {
				custodian,
				commitment,
				sealed,
			})
			.collect();
		Self { format: Format::V1, patient, epoch, threshold, ring, shares }
	}
}
