//! The chain, its clock, and a batch that is anchored and planned.

use salus_client::{
	batch::{self, ClassPublicKey, SealedBatch},
	chain::{
		calls::plan_custody,
		types::{Capacity, CustodyView, NewPiece, Purpose},
		Chain,
	},
	package,
	pieces::{plan, split},
	sealed_record::{PlainRecord, RecordContext},
	KeyPair, Secret, Suite,
};
use salus_custodian::clock::Clock;
use salus_dev_chain::{anchored, bob, rng, Patient, HOSPITAL, OBSERVATION};
use std::{
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
	time::Duration,
};
use tokio::{task::JoinHandle, time};

const WRITER: Capacity = Capacity::Practitioner { organization: HOSPITAL };

pub struct World {
	pub chain: Chain,
	pub clock: Clock,
	ticking: JoinHandle<()>,
}

impl Drop for World {
	fn drop(&mut self) {
		self.ticking.abort();
	}
}

/// A batch, and its pieces as they were planned.
pub struct Planned {
	pub patient: [u8; 32],
	pub anchor: u32,
	pub sealed: SealedBatch,
	pub pieces: Vec<Vec<u8>>,
}

impl Planned {
	/// The next anchor, which there is not.
	pub fn next(&self) -> Self {
		let Self { patient, anchor, sealed, pieces } = self;
		let (sealed, pieces) = (sealed.clone(), pieces.clone());
		Self { patient: *patient, anchor: anchor + 1, sealed, pieces }
	}
}

impl World {
	/// With the clock that all would have, as far as the chain's own tells it.
	pub async fn over(node: &str) -> Self {
		let chain = Chain::connect(node).await.unwrap();
		let time = Arc::new(AtomicU64::new(chain.heads().await.unwrap().best.time));
		let (told, asked) = (time.clone(), chain.clone());
		let ticking = tokio::spawn(async move {
			loop {
				if let Ok(heads) = asked.heads().await {
					told.fetch_max(heads.best.time, Ordering::SeqCst);
				}
				time::sleep(Duration::from_millis(200)).await;
			}
		});
		let clock = Clock::new(move || time.load(Ordering::SeqCst));
		Self { chain, clock, ticking }
	}

	/// Bob anchors three sealed records of a new patient, and plans who keeps them in pieces, of which two give them.
	pub async fn planned(&self, custodians: &[u32]) -> Planned {
		let patient = Patient::register(&self.chain).await;
		let sealed = sealed(patient.id);
		let packed = package::pack(&sealed.records).unwrap();
		let pieces = split(&packed, 2, custodians.len().try_into().unwrap()).unwrap();
		let plan = plan(2, &pieces).unwrap();
		patient.let_hospital_collect(&self.chain).await;
		let leaves = sealed.records.len().try_into().unwrap();
		let anchor = anchored(&self.chain, patient.id, sealed.root, leaves).await;
		let planned = NewPiece::of_plan(&plan, custodians).unwrap();
		let call = plan_custody(patient.id, anchor, 2, planned, Purpose::Treatment, WRITER);
		self.chain.send_until_final(&call, &bob()).await.unwrap();
		let view = self.custody(&patient.id, anchor).await;
		assert_eq!((view.plan(), view.live), (plan, 0));
		Planned { patient: patient.id, anchor, sealed, pieces }
	}

	pub async fn custody(&self, patient: &[u8; 32], anchor: u32) -> CustodyView {
		let at = self.chain.at_finalized().await.unwrap();
		at.custody(*patient, anchor).await.unwrap().unwrap()
	}
}

/// Three observations with long texts.
fn sealed(patient: [u8; 32]) -> SealedBatch {
	let context = RecordContext { patient, class: OBSERVATION };
	let key = KeyPair::random(Suite::X25519, &mut rng()).public;
	let record = |number: u8| {
		let text = "x".repeat(100_000);
		let canonical = format!(
			r#"{{"resource":{{"id":"{number}","resourceType":"Observation","status":"final","text":"{text}"}}}}"#
		);
		PlainRecord::new(Secret::random(&mut rng()), canonical.into_bytes())
	};
	let records = [1, 2, 3].map(record);
	batch::seal(&context, &ClassPublicKey { epoch: 0, key }, &records, &mut rng()).unwrap()
}
