//! A patient with a record of 4 KiB and one of 64 MiB, and whoever may have them.

use bytes::Bytes;
use futures::stream;
use rand_core::Rng;
use salus_client::{
	merkle, reading::AnchoredBatch, signatures::Sr25519Pair, KeyPair, Secret, Suite,
};
use salus_custodian::{
	catalogue::Catalogue,
	clock::Clock,
	hash::blake2b_256,
	kept::{KeptBatch, KeptRecord, Name, NamedKind, Writer},
	ledger::BatchOnChain,
	quotas::Quotas,
	random::Random,
	vault::Vault,
};
use std::{collections::HashMap, error::Error, io, path::Path, sync::Arc};

pub const PATIENT: [u8; 32] = [0xa1; 32];
/// The anchors of the short record, and of the long one.
pub const SHORT: u32 = 5;
pub const LONG: u32 = 6;
/// How long they are, sealed.
const LENGTHS: [(u32, usize); 2] = [(SHORT, 4 << 10), (LONG, 64 << 20)];
const CLASS: u16 = 96;

/// What there is to be released, and for whom.
pub struct Scene {
	pub catalogue: Arc<Catalogue>,
	pub vault: Vault,
	pub batches: HashMap<u32, BatchOnChain>,
	pub envelope: Name,
	pub holder: Sr25519Pair,
	pub secret: Secret<32>,
	pub reader: KeyPair,
}

pub async fn fill(folder: &Path, clock: &Clock, random: &Random) -> Result<Scene, Box<dyn Error>> {
	let url = format!("sqlite://{}?mode=rwc", folder.join("catalogue.sqlite").display());
	let catalogue = Arc::new(Catalogue::open(&url).await?);
	let vault = Vault::open(&folder.join("vault").to_string_lossy()).await?;

	let mut random = random.clone();
	let mut batches = HashMap::new();
	for (anchor, length) in LENGTHS {
		batches.insert(anchor, keep(&catalogue, &vault, anchor, length, clock, &mut random).await?);
	}
	let envelope = [8; 300];
	let commitment = blake2b_256(&envelope);
	catalogue
		.put_named(NamedKind::Envelope, &PATIENT, &commitment, &envelope, &Quotas::default())
		.await?;

	Ok(Scene {
		catalogue,
		vault,
		batches,
		envelope: commitment,
		holder: Sr25519Pair::from_seed(&Secret::random(&mut random)),
		secret: Secret::random(&mut random),
		reader: KeyPair::random(Suite::X25519, &mut random),
	})
}

/// A batch of one record.
async fn keep(
	catalogue: &Catalogue,
	vault: &Vault,
	anchor: u32,
	length: usize,
	clock: &Clock,
	random: &mut Random,
) -> Result<BatchOnChain, Box<dyn Error>> {
	let mut sealed = vec![0; length];
	random.fill_bytes(&mut sealed);
	let name = blake2b_256(&sealed);
	let length = u64::try_from(length)?;
	let writer = Writer::Organization(3);
	catalogue.charge(&PATIENT, &name, length, writer, clock.now(), &Quotas::default()).await?;
	let content = stream::iter([Ok::<_, io::Error>(Bytes::from(sealed))]);
	vault.put(&PATIENT, &name, content, length).await?;
	let header = vec![7; 200];
	let batch = KeptBatch {
		patient: PATIENT,
		anchor,
		class: CLASS,
		handed_in: blake2b_256(&header),
		header,
		earlier: Vec::new(),
		records: vec![KeptRecord { commitment: [1; 32], name }],
		writer,
	};
	catalogue.put_batch(&batch).await?;
	let root = merkle::root(&[merkle::leaf_of_hash(&[1; 32], &name)]).ok_or("it has a leaf")?;
	Ok(BatchOnChain { class: CLASS, batch: AnchoredBatch { root, records: 1 } })
}
