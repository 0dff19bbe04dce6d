//! What questions and answers are made of, where the library has no JSON for it: it writes down no key by itself.

use crate::hexadecimal;
use salus_client::{
	batch::{ClassPublicKey, SealedRecord},
	class_keys::ClassKeys,
	emergency_ring::{CommittedShare, ReleasedEmergency, RingParts},
	epoch_keys::{ClassSecret, Root},
	key_ring::{EpochRoot, GuardianShare, KeyRing, RingContext},
	release::{ReleaseContext, ReleasedRecord},
	sealed_record::RecordContext,
	KeyPair, PrivateKey, PublicKey, Secret, Suite,
};
use serde::{Deserialize, Deserializer};
use serde_json::{json, Value};

/// A private key.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PrivateKeyForm {
	suite: Suite,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	private_key: [u8; 32],
}

impl From<PrivateKeyForm> for PrivateKey {
	fn from(form: PrivateKeyForm) -> Self {
		Self { suite: form.suite, bytes: Secret::from(form.private_key) }
	}
}

pub(crate) fn pair_in_json(KeyPair { public, private }: &KeyPair) -> Value {
	json!({
		"suite": public.suite(),
		"publicKey": hex::encode(public.bytes()),
		"privateKey": hex::encode(private.bytes.expose()),
	})
}

/// Class keys: those of some classes, or the class secret.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ClassKeysForm {
	suite: Suite,
	classes: Option<Vec<ClassKeyForm>>,
	class_secret: Option<Bytes<32>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClassKeyForm {
	class: u16,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	private_key: [u8; 32],
}

impl TryFrom<ClassKeysForm> for ClassKeys {
	type Error = &'static str;

	fn try_from(form: ClassKeysForm) -> Result<Self, Self::Error> {
		match (form.suite, form.classes, form.class_secret) {
			(suite, Some(classes), None) => {
				if !classes.is_sorted_by(|one, next| one.class < next.class) {
					return Err("the classes ascend, each once");
				}
				let key = |key: ClassKeyForm| (key.class, Secret::from(key.private_key));
				Ok(Self::Listed { suite, keys: classes.into_iter().map(key).collect() })
			},
			(suite, None, Some(Bytes(secret))) => {
				Ok(Self::All { suite, class_secret: ClassSecret::new(Secret::from(secret)) })
			},
			_ => Err("class keys have classes or a class secret"),
		}
	}
}

pub(crate) fn class_keys_in_json(keys: &ClassKeys) -> Value {
	match keys {
		ClassKeys::Listed { suite, keys } => {
			let listed = |(class, key): (&u16, &Secret<32>)| json!({ "class": class, "privateKey": hex::encode(key.expose()) });
			json!({ "suite": suite, "classes": keys.iter().map(listed).collect::<Vec<_>>() })
		},
		ClassKeys::All { suite, class_secret } => {
			json!({ "suite": suite, "classSecret": hex::encode(class_secret.bytes().expose()) })
		},
	}
}

/// A patient's id and a class.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BatchForm {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	class: u16,
}

impl From<BatchForm> for RecordContext {
	fn from(BatchForm { patient, class }: BatchForm) -> Self {
		Self { patient, class }
	}
}

/// To whom a batch is sealed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipientForm {
	epoch: u32,
	key: PublicKey,
}

impl From<RecipientForm> for ClassPublicKey {
	fn from(RecipientForm { epoch, key }: RecipientForm) -> Self {
		Self { epoch, key }
	}
}

/// A sealed record and its commitment.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackedForm {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	commitment: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	sealed: Vec<u8>,
}

impl From<PackedForm> for SealedRecord {
	fn from(PackedForm { commitment, sealed }: PackedForm) -> Self {
		Self { commitment, sealed }
	}
}

pub(crate) fn packed_in_json(SealedRecord { commitment, sealed }: &SealedRecord) -> Value {
	json!({ "commitment": hex::encode(commitment), "sealed": hex::encode(sealed) })
}

/// A record as it is released.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleasedForm {
	index: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	commitment: [u8; 32],
	#[serde(deserialize_with = "hexadecimal::list::deserialize")]
	proof: Vec<[u8; 32]>,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	sealed: Vec<u8>,
}

impl From<ReleasedForm> for ReleasedRecord {
	fn from(ReleasedForm { index, commitment, proof, sealed }: ReleasedForm) -> Self {
		Self { index, commitment, proof, sealed }
	}
}

pub(crate) fn released_in_json(record: &ReleasedRecord) -> Value {
	json!({
		"index": record.index,
		"commitment": hex::encode(record.commitment),
		"proof": record.proof.iter().map(hex::encode).collect::<Vec<_>>(),
		"sealed": hex::encode(&record.sealed),
	})
}

/// What a release is bound to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseContextForm {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	sequence: u64,
	custodian: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	nonce: [u8; 32],
}

impl From<ReleaseContextForm> for ReleaseContext {
	fn from(form: ReleaseContextForm) -> Self {
		let ReleaseContextForm { patient, sequence, custodian, nonce } = form;
		Self { patient, sequence, custodian, nonce }
	}
}

/// What a custodian hands out for an emergency.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmergencyForm {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	ring: Vec<u8>,
	shares: Vec<CommittedShare>,
	threshold: u8,
	epoch: u32,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	share: [u8; 33],
}

impl From<EmergencyForm> for ReleasedEmergency {
	fn from(form: EmergencyForm) -> Self {
		let EmergencyForm { ring, shares, threshold, epoch, share } = form;
		Self { parts: RingParts { epoch, threshold, ring, shares }, share: Secret::from(share) }
	}
}

pub(crate) fn emergency_in_json(ReleasedEmergency { parts, share }: &ReleasedEmergency) -> Value {
	json!({
		"ring": hex::encode(&parts.ring),
		"shares": parts.shares,
		"threshold": parts.threshold,
		"epoch": parts.epoch,
		"share": hex::encode(share.expose()),
	})
}

/// What ring and locks are bound to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VersionForm {
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	patient: [u8; 32],
	version: u32,
}

impl From<VersionForm> for RingContext {
	fn from(VersionForm { patient, version }: VersionForm) -> Self {
		Self { patient, version }
	}
}

/// The patient's ring.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RingForm {
	roots: Vec<Option<RootForm>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RootForm {
	suite: Suite,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	root: [u8; 32],
}

impl TryFrom<RingForm> for KeyRing {
	type Error = salus_client::epoch_keys::NoRoot;

	fn try_from(RingForm { roots }: RingForm) -> Result<Self, Self::Error> {
		let root = |RootForm { suite, root }: RootForm| {
			Root::new(Secret::from(root)).map(|root| EpochRoot { suite, root })
		};
		let roots = roots.into_iter().map(|known| known.map(root).transpose());
		Ok(Self { roots: roots.collect::<Result<_, _>>()? })
	}
}

pub(crate) fn ring_in_json(KeyRing { roots }: &KeyRing) -> Value {
	let root = |EpochRoot { suite, root }: &EpochRoot| json!({ "suite": suite, "root": hex::encode(root.bytes().expose()) });
	json!({ "roots": roots.iter().map(|known| known.as_ref().map(root)).collect::<Vec<_>>() })
}

/// A guardian's share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FoundForm {
	index: u8,
	#[serde(deserialize_with = "hexadecimal::deserialize")]
	share: [u8; 33],
}

impl From<FoundForm> for GuardianShare {
	fn from(FoundForm { index, share }: FoundForm) -> Self {
		Self { index, share: Secret::from(share) }
	}
}

pub(crate) fn found_in_json(GuardianShare { index, share }: &GuardianShare) -> Value {
	json!({ "index": index, "share": hex::encode(share.expose()) })
}

/// So many bytes.
pub(crate) struct Bytes<const N: usize>(pub [u8; N]);

impl<'de, const N: usize> Deserialize<'de> for Bytes<N> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		hexadecimal::deserialize(deserializer).map(Self)
	}
}
