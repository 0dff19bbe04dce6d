//! What a patient erases on the chain is destroyed here, once that is final.

use crate::world::{sweep, Custodian, World};
use bytes::Bytes;
use futures::stream;
use salus_client::{
	chain::{
		calls,
		salus::runtime_types::{
			pallet_parameters::pallet::Call as ParametersCall,
			salus_runtime::{
				configs::upgrades::{
					dynamic_params::recovery::{Parameters, RecoveryDelay},
					RuntimeParameters,
				},
				RuntimeCall,
			},
		},
	},
	envelope::commitment as name_of,
	merkle,
};
use salus_custodian::{
	keeping::kept_headers::{kept_from, HandedBatch},
	kept::{KeptRecord, Writer},
	quotas::Quotas,
};
use salus_dev_chain::{anchored, now, until, Patient, HOSPITAL, OBSERVATION};
use std::convert::Infallible;

const COMMITMENT: [u8; 32] = [2; 32];
/// The chain takes no shorter time between an announcement and an erasure than two blocks.
const DELAY: u64 = 12_000;
const OWN: &[u8] = b"of the erased batch alone";
const SHARED: &[u8] = b"of both batches";
const OTHER: &[u8] = b"of a batch that the chain has not";

/// Of two batches one is erased: its records go, but for those that the other one has, too. So do those of a batch that the chain has not.
pub async fn from_anchor_to_nothing(world: &World) {
	let delay = Parameters::RecoveryDelay(RecoveryDelay, Some(DELAY));
	let key_value = RuntimeParameters::Recovery(delay);
	world.by_authority(RuntimeCall::Parameters(ParametersCall::set_parameter { key_value })).await;

	let patient = Patient::register(&world.chain).await;
	patient.let_hospital_collect(&world.chain).await;
	let anchored = async |sealed: &[&[u8]]| {
		let leaf = |bytes: &&[u8]| merkle::leaf_of_hash(&COMMITMENT, &name_of(bytes));
		let leaves: Vec<_> = sealed.iter().map(leaf).collect();
		let (root, number) = (merkle::root(&leaves).unwrap(), leaves.len().try_into().unwrap());
		anchored(&world.chain, patient.id, root, number).await
	};
	let erased = anchored(&[OWN, SHARED]).await;
	let kept = anchored(&[SHARED]).await;
	let replaced = anchored(&[OWN]).await;
	let custodian = &world.hospital.elsewhere();
	keep(custodian, &patient, erased, &[OWN, SHARED]).await;
	keep(custodian, &patient, kept, &[SHARED]).await;
	// An anchor that the chain has never seen may be about to come.
	keep(custodian, &patient, 1_000, &[SHARED]).await;
	// In a block that is gone another batch had this number.
	keep(custodian, &patient, replaced, &[OTHER]).await;
	let desk = custodian.desk().await;
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":1}"#);
	assert!(!custodian.vault().await.has(&patient.id, &name_of(OTHER)).await.unwrap());
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#);

	let announce = calls::announce_erasure(patient.id, erased);
	let announced = world.chain.send_until_final(&announce, &patient.account).await.unwrap();
	let due = announced.erasable_from().unwrap().unwrap();
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#, "it is announced only");
	until("the erasure is due", async || world.chain.heads().await.unwrap().best.time >= due).await;
	let erase = calls::erase_records(patient.id, erased);
	world.chain.send_until_final(&erase, &patient.account).await.unwrap();
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":1}"#);

	let vault = custodian.vault().await;
	let has = async |record: &[u8]| vault.has(&patient.id, &name_of(record)).await.unwrap();
	assert!(!has(OWN).await);
	assert!(has(SHARED).await);
	let anchors = custodian.catalogue().await.anchors(&patient.id).await.unwrap();
	assert_eq!(anchors, [kept, 1_000]);
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#);
}

/// Records and their batch, as a writer handed them in.
async fn keep(custodian: &Custodian, patient: &Patient, anchor: u32, sealed: &[&'static [u8]]) {
	let (catalogue, vault) = (custodian.catalogue().await, custodian.vault().await);
	let (writer, mut records) = (Writer::Organization(HOSPITAL), Vec::new());
	for bytes in sealed {
		let name = name_of(bytes);
		catalogue.charge(&patient.id, &name, 99, writer, now(), &Quotas::default()).await.unwrap();
		let content = stream::iter([Ok::<_, Infallible>(Bytes::from_static(bytes))]);
		vault.put(&patient.id, &name, content, 99).await.unwrap();
		records.push(KeptRecord { commitment: COMMITMENT, name });
	}
	let batch = HandedBatch { class: OBSERVATION, header: b"header".to_vec(), records };
	catalogue.put_batch(&kept_from(patient.id, anchor, batch, writer)).await.unwrap();
}
