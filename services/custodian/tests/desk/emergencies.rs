//! Keys in an emergency: two custodians together, never one, and no longer than the chain says.

use crate::world::{bring, sweep, Custodian, World};
use axum::http::StatusCode;
use salus_client::{
	chain::{
		calls, judge,
		salus::{
			self,
			runtime_types::{
				pallet_consent::{pallet::Call as ConsentCall, types::emergency::BreakGlassTerms},
				pallet_provider_registry::pallet::Call as RegistryCall,
				salus_runtime::RuntimeCall,
			},
		},
		types::{Capacity, EmergencyReason, PractitionerId, Purpose, TicketFault},
		JudgeError, NotTaken, SendError, Signer,
	},
	class_keys::ClassKeys,
	emergency_ring::{
		open, seal, Custodian as Keeper, EmergencyContext, EmergencyError, EmergencyRing, Handed,
	},
	epoch_keys::ClassSecret,
	requests::{ReleaseRequest, ReleaseTarget},
	shares::ShareError,
	Secret, Suite,
};
use salus_custodian::{kept::NamedKind, quotas::Quotas};
use salus_dev_chain::{
	charlie, eve, now, random, rng, Node, Patient, Wish, CLINIC, HOSPITAL, OBSERVATION,
};

const PRACTITIONER: Capacity = Capacity::Practitioner { organization: CLINIC };
const RINGS: &str = "emergency-rings";
const TOO_FEW: EmergencyError = EmergencyError::Shares(ShareError::TooFewShares);

/// Two custodians hand out what opens the ring, one does not; and neither after the session ended, or the patient opted out, or for another ring.
pub async fn from_ring_to_keys(world: &World) {
	license(world).await;
	let patient = Patient::register(&world.chain).await;
	let (keys, ring) = set_ring(world, &patient).await;
	for custodian in [&world.hospital, &world.clinic] {
		let desk = custodian.desk().await;
		let commitment = ring.on_chain().commitment;
		let brought = bring(&desk, RINGS, &patient.id, &commitment, ring.to_json()).await;
		assert_eq!(brought, StatusCode::CREATED);
		assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":0}"#);
	}

	let session = break_glass(world, &patient).await;
	let of_hospital = ticketed(world, &patient, HOSPITAL).await;
	let of_clinic = ticketed(world, &patient, CLINIC).await;
	let first = hand_out(world, &world.hospital, &of_hospital).await.unwrap();
	let on_chain = ring.on_chain();
	let alone = open(&patient.id, &on_chain, std::slice::from_ref(&first));
	assert_eq!(alone, Err(TOO_FEW), "one custodian alone");
	// Each custodian is started anew for each question here: it goes by the chain and by what is kept.
	let second = hand_out(world, &world.clinic, &of_clinic).await.unwrap();
	let mut false_share = second.clone();
	false_share.released.share = first.released.share.clone();
	let spoilt = open(&patient.id, &on_chain, &[first.clone(), false_share]);
	assert_eq!(spoilt, Err(EmergencyError::Shares(ShareError::FalseShare)));
	let opened = open(&patient.id, &on_chain, &[first.clone(), second]);
	assert_eq!(opened.as_ref(), Ok(&keys));

	// The session ends between two shares.
	let close = calls::close_emergency(PRACTITIONER, session);
	world.chain.send(&close, &eve()).await.unwrap();
	expect_void(hand_out(world, &world.clinic, &of_clinic).await);

	// The patient opts out between two shares.
	break_glass(world, &patient).await;
	let of_hospital = ticketed(world, &patient, HOSPITAL).await;
	let of_clinic = ticketed(world, &patient, CLINIC).await;
	hand_out(world, &world.hospital, &of_hospital).await.unwrap();
	let out = calls::opt_out_of_emergencies(patient.id);
	world.chain.send(&out, &patient.account).await.unwrap();
	expect_void(hand_out(world, &world.clinic, &of_clinic).await);

	// Another ring takes the place of this one: it is handed out no more, destroyed, and not taken in again.
	let (_, other) = set_ring(world, &patient).await;
	assert_ne!(other.on_chain(), on_chain);
	let desk = world.hospital.desk().await;
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":1}"#);
	let replayed = bring(&desk, RINGS, &patient.id, &on_chain.commitment, ring.to_json()).await;
	assert_eq!(replayed, StatusCode::UNPROCESSABLE_ENTITY);
	let commitment = other.on_chain().commitment;
	let disguised = bring(&desk, RINGS, &patient.id, &commitment, ring.to_json()).await;
	assert_eq!(disguised, StatusCode::UNPROCESSABLE_ENTITY);
	let brought = bring(&desk, RINGS, &patient.id, &commitment, other.to_json()).await;
	assert_eq!(brought, StatusCode::CREATED);
	let remove = calls::remove_emergency_ring(patient.id);
	world.chain.send_until_final(&remove, &patient.account).await.unwrap();
	assert_eq!(sweep(&desk, &patient.id).await, r#"{"destroyed":1}"#);
	let catalogue = world.hospital.catalogue().await;
	assert!(catalogue.names(NamedKind::EmergencyRing, &patient.id).await.unwrap().is_empty());
}

/// A custodian that is suspended between two shares redeems no ticket, and so hands out nothing.
pub async fn a_revoked_custodian(world: &World) {
	let patient = Patient::register(&world.chain).await;
	let (_, ring) = set_ring(world, &patient).await;
	let desk = world.hospital.desk().await;
	let commitment = ring.on_chain().commitment;
	let brought = bring(&desk, RINGS, &patient.id, &commitment, ring.to_json()).await;
	assert_eq!(brought, StatusCode::CREATED);
	break_glass(world, &patient).await;
	let redeem = |request: &ReleaseRequest| calls::redeem_ticket(request);
	let first = redeem(&ticketed(world, &patient, HOSPITAL).await);
	let second = redeem(&ticketed(world, &patient, HOSPITAL).await);
	world.chain.send(&first, &charlie()).await.unwrap();
	let suspend = RegistryCall::suspend_organization { organization: HOSPITAL };
	world.by_authority(RuntimeCall::ProviderRegistry(suspend)).await;
	// Redeeming is free to a custodian's people, and this account has no coins.
	let refused = world.chain.send(&second, &charlie()).await;
	assert!(matches!(refused, Err(SendError::NotTaken(NotTaken::CannotPay))), "{refused:?}");
}

/// Without its node a custodian takes nothing in, destroys nothing, and says so.
pub async fn without_a_node(world: &World, node: Node) {
	let patient = random();
	let desk = world.hospital.desk().await;
	let catalogue = world.hospital.catalogue().await;
	catalogue
		.put_named(NamedKind::Envelope, &patient, &[1; 32], b"sealed", &Quotas::default())
		.await
		.unwrap();
	drop(node);
	let brought = bring(&desk, "envelopes", &patient, &[2; 32], "sealed").await;
	assert_eq!(brought, StatusCode::SERVICE_UNAVAILABLE);
	assert!(desk.sweep(&patient).await.is_err());
	assert_eq!(catalogue.names(NamedKind::Envelope, &patient).await.unwrap().len(), 1);
}

/// Eve may break the glass.
async fn license(world: &World) {
	let practitioner = PractitionerId::Account(eve().account_id());
	let role = RegistryCall::set_emergency_role { organization: CLINIC, practitioner, holds: true };
	world.by_authority(RuntimeCall::ProviderRegistry(role)).await;
	let terms = Some(BreakGlassTerms { max_open: 8, max_per_day: 8 });
	let license = ConsentCall::license_break_glass { organization: CLINIC, terms };
	world.by_authority(RuntimeCall::Consent(license)).await;
}

/// Sets a ring that hospital and clinic open together.
async fn set_ring(world: &World, patient: &Patient) -> (ClassKeys, EmergencyRing) {
	let mut rng = rng();
	let class_secret = ClassSecret::new(Secret::random(&mut rng));
	let keys = ClassKeys::All { suite: Suite::X25519, class_secret };
	let keepers = [&world.hospital, &world.clinic].map(|custodian| Keeper {
		custodian: custodian.organization,
		key: custodian.key.public.clone(),
	});
	let context = EmergencyContext { patient: patient.id, epoch: 0 };
	let ring = seal(&context, &keys, 2, &keepers, &mut rng).unwrap();
	let set = calls::set_emergency_ring(patient.id, ring.on_chain());
	world.chain.send_until_final(&set, &patient.account).await.unwrap();
	(keys, ring)
}

async fn break_glass(world: &World, patient: &Patient) -> u32 {
	let (reason, why) = (EmergencyReason::Unresponsive, random());
	let call = calls::open_emergency(patient.id, PRACTITIONER, reason, why, 2);
	let receipt = world.chain.send_until_final(&call, &eve()).await.unwrap();
	let session = receipt.emergency_session().unwrap().expect("a session is opened");
	let at = world.chain.at_finalized().await.unwrap();
	let told = at.ask(salus::runtime_apis().consent_api().session(session)).await.unwrap().unwrap();
	assert_eq!((told.justification.0, told.until - told.opened_at), (why, 2 * 3_600_000));
	session
}

/// A request with a ticket on the session.
async fn ticketed(world: &World, patient: &Patient, custodian: u32) -> ReleaseRequest {
	let wish = Wish {
		patient: &patient.id,
		custodian,
		purpose: Purpose::EmergencyTreatment,
		targets: vec![ReleaseTarget::Class { class: OBSERVATION, content: None }],
		encounter: None,
		reader: world.clinic.key.public.clone(),
	};
	wish.ticketed(&world.chain).await
}

/// What a custodian that was just started adds to a release, if the chain lets it.
async fn hand_out(
	world: &World,
	custodian: &Custodian,
	request: &ReleaseRequest,
) -> Result<Handed, JudgeError> {
	let judged = judge(&world.chain, request, now()).await?;
	let at = world.chain.at(judged.heads.finalized.hash).await?;
	let named = at.emergency_ring(request.patient).await?.expect("there is a ring").ring.commitment;
	let shares = custodian.shares().await;
	let released = shares.for_release(&request.patient, &named.0).await.unwrap();
	Ok(Handed { custodian: custodian.organization, released: released.expect("it is here") })
}

fn expect_void(handed: Result<Handed, JudgeError>) {
	match handed {
		Err(JudgeError::Void { fault, .. }) => assert_eq!(fault, TicketFault::NoLongerPermitted),
		other => panic!("{other:?}"),
	}
}
