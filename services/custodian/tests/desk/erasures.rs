//! What a patient erases on the chain is destroyed here, once that is final.

use crate::{
	people::{random, Patient, HOSPITAL},
	world::{now, sweep, until, Custodian, World},
};
use bytes::Bytes;
use futures::stream;
use salus_client::{
	chain::{
		calls, salus,
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
		types::{
			Action, Actions, Capacity, Grantee, Months, NewBatch, PatientId, Period, Provision,
			Purpose, Purposes, RecordClass, Scope,
		},
		H256,
	},
	envelope::commitment as name_of,
};
use salus_custodian::{
	keeping::kept_headers::{kept_from, HandedBatch},
	kept::{KeptRecord, Writer},
};
use std::convert::Infallible;

const OBSERVATION: u16 = 96;
/// The chain takes no shorter time between an announcement and an erasure than two blocks.
const DELAY: u64 = 12_000;
const OWN: &[u8] = b"of the erased batch alone";
const SHARED: &[u8] = b"of both batches";

/// Of two batches one is erased: its records go, but for those that the other one has, too.
pub async fn from_anchor_to_nothing(world: &World) {
	let delay = Parameters::RecoveryDelay(RecoveryDelay, Some(DELAY));
	let key_value = RuntimeParameters::Recovery(delay);
	world.by_authority(RuntimeCall::Parameters(ParametersCall::set_parameter { key_value })).await;

	let patient = Patient::register(world).await;
	let grant = calls::grant(patient.id, HOSPITAL, collect(), None, None);
	world.chain.send_until_final(&grant, &patient.account).await.unwrap();
	let (erased, kept) = (anchored(world, &patient).await, anchored(world, &patient).await);
	let custodian = &world.hospital.elsewhere();
	keep(custodian, &patient, erased, &[OWN, SHARED]).await;
	keep(custodian, &patient, kept, &[SHARED]).await;
	// Of an anchor that the chain has never seen nothing is erased.
	keep(custodian, &patient, 1_000, &[SHARED]).await;
	let desk = custodian.desk().await;
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#);

	let announce =
		salus::transactions().record_anchor().announce_erasure(PatientId(patient.id), erased);
	world.chain.send_until_final(&announce, &patient.account).await.unwrap();
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#, "it is announced only");
	let view = world.chain.at_finalized().await.unwrap().anchor(patient.id, erased).await.unwrap();
	let due = view.unwrap().anchor.erasable_from.unwrap();
	until("the erasure is due", || async { world.chain.heads().await.unwrap().best.time >= due })
		.await;
	let erase = salus::transactions().record_anchor().erase(PatientId(patient.id), erased);
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

fn collect() -> Provision<salus_client::chain::AccountId32> {
	let from = now();
	Provision {
		grantee: Grantee::Organization,
		scope: Scope::All,
		content: None,
		actions: Actions::of(&[Action::Collect]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from, until: Some(from + 86_400_000) },
	}
}

/// A batch that Bob anchors for the hospital.
async fn anchored(world: &World, patient: &Patient) -> u32 {
	let batch = NewBatch {
		class: RecordClass(OBSERVATION),
		root: H256(random()),
		leaves: 1,
		content: Months { from: 600, until: 612 },
		custodian: HOSPITAL,
		key_epoch: Some(0),
	};
	let writer = Capacity::Practitioner { organization: HOSPITAL };
	let call = calls::anchor(patient.id, batch, Purpose::Treatment, writer);
	let receipt = world.chain.send_until_final(&call, &world.people.bob).await.unwrap();
	receipt.anchor().unwrap().unwrap()
}

/// Records and their batch, as a writer handed them in.
async fn keep(custodian: &Custodian, patient: &Patient, anchor: u32, sealed: &[&'static [u8]]) {
	let (catalogue, vault) = (custodian.catalogue().await, custodian.vault().await);
	let (writer, mut records) = (Writer::Organization(HOSPITAL), Vec::new());
	for bytes in sealed {
		let name = name_of(bytes);
		catalogue.charge(&patient.id, &name, 99, writer, now(), 999, 999).await.unwrap();
		let content = stream::iter([Ok::<_, Infallible>(Bytes::from_static(bytes))]);
		vault.put(&patient.id, &name, content, 99).await.unwrap();
		records.push(KeptRecord { commitment: [2; 32], name });
	}
	let batch = HandedBatch { class: OBSERVATION, header: b"header".to_vec(), records };
	catalogue.put_batch(&kept_from(patient.id, anchor, batch)).await.unwrap();
}
