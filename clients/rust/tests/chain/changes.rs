//! What patients and authors change of what they said before.

use salus_client::{
	chain::{
		calls, salus,
		types::{Capacity, CorrectionReason, Months, NewBatch, Purpose, RecordClass},
		Chain, H256,
	},
	KeyPair, Suite,
};
use salus_dev_chain::{anchored, bob, random, rng, Patient, HOSPITAL, OBSERVATION};

/// An author amends, and the patient thinks twice about an erasure, emergencies and its key.
pub async fn what_was_said_is_changed(chain: &Chain) {
	let patient = Patient::register(chain).await;
	patient.let_hospital_collect(chain).await;
	let first = anchored(chain, patient.id, random(), 1).await;
	let root = random();
	let batch = NewBatch {
		class: RecordClass(OBSERVATION),
		root: H256(root),
		leaves: 1,
		content: Months { from: 600, until: 612 },
		custodian: HOSPITAL,
		key_epoch: Some(0),
	};
	let author = Capacity::Practitioner { organization: HOSPITAL };
	let why = CorrectionReason::WrongContent;
	let amend = calls::amend(patient.id, first, batch, why, Purpose::Treatment, author);
	let receipt = chain.send(&amend, &bob()).await.unwrap();
	let amended = receipt.amendment().unwrap().unwrap();
	let told = receipt.event::<salus::record_anchor::events::RecordsAmended>().unwrap().unwrap();
	assert_eq!((told.supersedes, told.reason), (first, CorrectionReason::WrongContent));
	let at = chain.at_best().await.unwrap();
	let version = at.anchor(patient.id, amended).await.unwrap().unwrap().anchor;
	assert_eq!(version.batch.unwrap().root.0, root);

	let announce = calls::announce_erasure(patient.id, first);
	let announced = chain.send(&announce, &patient.account).await.unwrap();
	let due = announced.erasable_from().unwrap();
	let erasable_from = async || {
		let at = chain.at_best().await.unwrap();
		at.anchor(patient.id, first).await.unwrap().unwrap().anchor.erasable_from
	};
	assert!(due.is_some());
	assert_eq!(erasable_from().await, due);
	let cancel = calls::cancel_erasure(patient.id, first);
	chain.send(&cancel, &patient.account).await.unwrap();
	assert_eq!(erasable_from().await, None);

	let out = calls::opt_out_of_emergencies(patient.id);
	let out = chain.send(&out, &patient.account).await.unwrap();
	assert!(out.event::<salus::consent::events::EmergenciesOptedOut>().unwrap().is_some());
	let back_in = calls::opt_in_to_emergencies(patient.id);
	let back_in = chain.send(&back_in, &patient.account).await.unwrap();
	assert!(back_in.event::<salus::consent::events::EmergenciesOptedIn>().unwrap().is_some());

	let key = KeyPair::random(Suite::XWing, &mut rng()).public.published();
	let card = random();
	let replace = calls::replace_patient_key(patient.id, &key, card);
	chain.send(&replace, &patient.account).await.unwrap();
	let at = chain.at_best().await.unwrap();
	let row = at.patient(patient.id).await.unwrap().unwrap().key.unwrap();
	assert_eq!(((&row.public).into(), row.card.0), (key, card));
}
