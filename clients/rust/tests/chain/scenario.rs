//! What is played on the chain.

use crate::{
	node::Node,
	people::{newcomer, random, rng, Account, World, CLINIC, HOSPITAL},
	proxy::Proxy,
};
use salus_client::{
	chain::{
		calls::{self, AccessQuestion},
		judge, salus,
		types::{
			Action, Actions, Basis, BoundedVec, Capacity, Grantee, Months, NewBatch, PatientId,
			PatientRefusal, Period, Provision, Purpose, Purposes, Recipient, RecordClass, Refused,
			ReleaseReport, ReportCause, Scope, Target, TicketFault,
		},
		AccountId32, Chain, GrantedTarget, HeadKind, JudgeError, NotTaken, Payload, Receipt,
		Refusal, SendError, Signer, H256, MAX_HEAD_AGE,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	ticket_secret::claim,
	KeyPair, Secret, Suite,
};
use std::time::Duration;

const OBSERVATION: u16 = 96;
const PRACTITIONER: Capacity = Capacity::Practitioner { organization: CLINIC };

struct Patient {
	account: Account,
	id: [u8; 32],
}

/// A patient is registered, a hospital anchors, a clinic asks, the hospital releases; and all ends when the patient says so.
pub async fn from_grant_to_release(world: &World) {
	let (chain, people) = (&world.chain, &world.people);
	let patient = registered(world).await;
	let row = chain.at_best().await.unwrap().patient(patient.id).await.unwrap().unwrap();
	assert_eq!(row.controller, Some(patient.account.account_id()));

	// Two grants, one after the other, in flight at once.
	let collect = provision(world, Grantee::Organization, Action::Collect).await;
	let read = Grantee::Practitioner(people.eve.account_id());
	let read = provision(world, read, Action::Access).await;
	let collect = calls::grant(patient.id, HOSPITAL, collect, None, None);
	let read = calls::grant(patient.id, CLINIC, read, None, None);
	let mut collect = chain.submit(&collect, &patient.account).await.unwrap();
	let mut read = chain.submit(&read, &patient.account).await.unwrap();
	assert_eq!(collect.nonce() + 1, read.nonce());
	collect.included().await.unwrap();
	let granted = read.included().await.unwrap().grant().unwrap().unwrap();

	let batch = NewBatch {
		class: RecordClass(OBSERVATION),
		root: H256(random()),
		leaves: 1,
		content: Months { from: 600, until: 612 },
		custodian: HOSPITAL,
		key_epoch: Some(0),
	};
	let writer = Capacity::Practitioner { organization: HOSPITAL };
	let call = calls::anchor(patient.id, batch.clone(), Purpose::Treatment, writer);
	let anchored = chain.send_until_final(&call, &people.bob).await.unwrap();
	let anchor = anchored.anchor().unwrap().unwrap();
	let view =
		chain.at_finalized().await.unwrap().anchor(patient.id, anchor).await.unwrap().unwrap();
	assert_eq!(view.anchor.batch.unwrap().root, batch.root);

	// A ticket, and a request with it.
	let request = ticketed(world, &patient, anchor).await;
	let now = now(world).await;
	let judged = judge(chain, &request, now).await.unwrap();
	let target =
		GrantedTarget { target: ReleaseTarget::Anchor { anchor }, basis: Basis::Grant(granted) };
	assert_eq!(judged.targets, [target]);
	assert!(judged.heads.best.number >= judged.heads.finalized.number);

	// Whatever else is shown is refused, each for its own reason.
	let stale = judge(chain, &request, now + MAX_HEAD_AGE + 60_000).await;
	assert!(matches!(stale, Err(JudgeError::StaleHead(_))), "{stale:?}");
	let other = ReleaseRequest { secret: Secret::random(&mut rng()), ..request.clone() };
	let other = judge(chain, &other, now).await;
	assert!(matches!(other, Err(JudgeError::OtherSecret)), "{other:?}");
	let more = vec![ReleaseTarget::Anchor { anchor }, ReleaseTarget::Anchor { anchor: anchor + 1 }];
	let more = ReleaseRequest { targets: more.try_into().unwrap(), ..request.clone() };
	let more = judge(chain, &more, now).await;
	assert!(matches!(more, Err(JudgeError::NotCovered(_))), "{more:?}");
	let elsewhere = ReleaseRequest { custodian: CLINIC, ..request.clone() };
	expect_void(judge(chain, &elsewhere, now).await, TicketFault::WrongCustodian);
	let stranger = ReleaseRequest { holder: random(), ..request.clone() };
	expect_void(judge(chain, &stranger, now).await, TicketFault::NotTicketHolder);
	let published = KeyPair::random(Suite::X25519, &mut rng()).public;
	let publish = salus::transactions().provider_registry().publish_practitioner_key(
		CLINIC,
		salus_client::chain::types::PractitionerId::Account(people.eve.account_id()),
		(&published.published()).into(),
	);
	chain.send_until_final(&publish, &people.eve).await.unwrap();
	let now = self::now(world).await;
	let other = judge(chain, &request, now).await;
	assert!(matches!(other, Err(JudgeError::OtherKey)), "{other:?}");
	let request = ReleaseRequest { reader: published, ..request };
	judge(chain, &request, now).await.unwrap();

	// Redeemed once, and never again.
	let redeem = calls::redeem_ticket(&request);
	chain.send_until_final(&redeem, &people.charlie).await.unwrap();
	let now = self::now(world).await;
	expect_void(judge(chain, &request, now).await, TicketFault::TicketRedeemed);
	let again = chain.send(&redeem, &people.charlie).await;
	expect_refusal(again, "AuditLog", "TicketRedeemed");

	// Revoked, an unused ticket is worth nothing at once; and there is nothing more to revoke.
	let request = ReleaseRequest {
		reader: request.reader.clone(),
		..ticketed(world, &patient, anchor).await
	};
	let revoke = calls::revoke(patient.id, granted);
	chain.send(&revoke, &patient.account).await.unwrap();
	let now = self::now(world).await;
	expect_void(judge(chain, &request, now).await, TicketFault::NoLongerPermitted);
	expect_refusal(chain.send(&revoke, &patient.account).await, "Consent", "GrantNotFound");

	let refusal = PatientRefusal {
		whom: Refused::Organization(CLINIC),
		class: None,
		purposes: None,
		even_in_emergency: false,
	};
	let refused = chain.send(&calls::refuse(patient.id, refusal), &patient.account).await.unwrap();
	assert!(refused.refusal().unwrap().is_some());
}

/// What the node does not take leaves no gap, and several are on their way at once.
pub async fn nonces(world: &World) {
	let chain = &world.chain;
	let stranger = newcomer();
	let remark = salus::transactions().system().remark(vec![1]);
	let refused = chain.submit(&remark, &stranger).await.map(|_| ());
	assert!(matches!(refused, Err(SendError::NotTaken(NotTaken::CannotPay))), "{refused:?}");

	let patient = registered(world).await;
	let first = chain.nonce(patient.account.account_id().0).await.unwrap();
	let mut on_their_way = Vec::new();
	for number in 0..5 {
		let refuse = refuse(&patient, number);
		on_their_way.push(chain.submit(&refuse, &patient.account).await.unwrap());
		// Not free, and there are no coins.
		let refused = chain.submit(&remark, &patient.account).await.map(|_| ());
		assert!(matches!(refused, Err(SendError::NotTaken(NotTaken::CannotPay))), "{refused:?}");
	}
	let nonces: Vec<_> = on_their_way.iter().map(|one| one.nonce()).collect();
	assert_eq!(nonces, (first..first + 5).collect::<Vec<_>>());
	for one in &mut on_their_way {
		one.finalized().await.unwrap();
	}
	assert_eq!(chain.nonce(patient.account.account_id().0).await.unwrap(), first + 5);
}

/// Several targets are one ticket, one request and one redemption; what was released past the chain is told it afterwards.
pub async fn several_targets(world: &World) {
	let (chain, people) = (&world.chain, &world.people);
	let patient = registered(world).await;
	let read = Grantee::Practitioner(people.eve.account_id());
	let read = provision(world, read, Action::Access).await;
	chain
		.send(&calls::grant(patient.id, CLINIC, read, None, None), &patient.account)
		.await
		.unwrap();

	let classes = [OBSERVATION, OBSERVATION + 1];
	let class = |class| Target::Class { class: RecordClass(class), content: None };
	let secret = Secret::random(&mut rng());
	let call =
		calls::request_access_to_many(question(&patient, &secret), classes.map(class).into(), None);
	let receipt = chain.send_until_final(&call, &people.eve).await.unwrap();
	let target = ReleaseTarget::Class { class: OBSERVATION, content: None };
	let request = request(world, &patient, &receipt, secret, target).await;
	let judged = judge(chain, &request, now(world).await).await.unwrap();
	assert_eq!(judged.ticket.targets.len(), 1, "the other class was not granted");
	chain.send(&calls::redeem_ticket(&request), &people.charlie).await.unwrap();

	let report = ReleaseReport {
		patient: PatientId(patient.id),
		ticket: None,
		secret: None,
		recipient: Recipient::Organization(CLINIC),
		action: Action::Access,
		purpose: Purpose::Treatment,
		targets: BoundedVec(vec![class(OBSERVATION)]),
		released_at: now(world).await,
		cause: ReportCause::Downtime,
		statement: None,
	};
	let call = calls::report_access(HOSPITAL, vec![report]);
	let receipt = chain.send(&call, &people.charlie).await.unwrap();
	let told = receipt.event::<salus::audit_log::events::ReleasesReported>().unwrap().unwrap();
	assert_eq!((told.releases, told.flagged), (1, 1), "there was no ticket");
}

/// After a lost connection what was on its way is unknown, and the chain says which nonce is next.
pub async fn a_lost_connection(world: &World, node: &Node) {
	let proxy = Proxy::to(node.port()).await;
	let chain = Chain::connect(&proxy.url()).await.unwrap();
	let patient = registered(world).await;
	let first = chain.nonce(patient.account.account_id().0).await.unwrap();
	let mut lost = chain.submit(&refuse(&patient, 1), &patient.account).await.unwrap();
	assert_eq!(lost.nonce(), first);
	proxy.cut();
	let unknown = lost.finalized().await;
	assert!(matches!(unknown, Err(SendError::Unknown(_))), "{unknown:?}");

	// The node has it nevertheless, so until a block holds it, its nonce is taken.
	let mut sent = loop {
		match chain.submit(&refuse(&patient, 2), &patient.account).await {
			Err(SendError::NotTaken(reason)) if reason.is_about_the_nonce() => {
				tokio::time::sleep(Duration::from_millis(500)).await;
			},
			sent => break sent.unwrap(),
		}
	};
	assert_eq!(sent.nonce(), first + 1);
	sent.included().await.unwrap();
}

fn refuse(patient: &Patient, class: u16) -> impl Payload {
	let refusal = PatientRefusal {
		whom: Refused::Organization(CLINIC),
		class: Some(RecordClass(class)),
		purposes: None,
		even_in_emergency: false,
	};
	calls::refuse(patient.id, refusal)
}

async fn registered(world: &World) -> Patient {
	let account = newcomer();
	let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
	let register = calls::register_patient(random(), &key, random());
	let receipt = world.chain.send(&register, &account).await.unwrap();
	let id = receipt.patient().unwrap().unwrap();
	Patient { account, id }
}

async fn provision(
	world: &World,
	grantee: Grantee<AccountId32>,
	action: Action,
) -> Provision<AccountId32> {
	let from = now(world).await;
	Provision {
		grantee,
		scope: if action == Action::Collect {
			Scope::All
		} else {
			Scope::Classes(BoundedVec(vec![RecordClass(OBSERVATION)]))
		},
		content: None,
		actions: Actions::of(&[action]),
		purposes: Purposes::of(&[Purpose::Treatment]),
		period: Period { from, until: Some(from + 86_400_000) },
	}
}

/// Asks for an anchor, and makes a request with the ticket as soon as that is final.
async fn ticketed(world: &World, patient: &Patient, anchor: u32) -> ReleaseRequest {
	let secret = Secret::random(&mut rng());
	let call = calls::request_access(question(patient, &secret), Target::Anchor(anchor));
	let receipt = world.chain.send_until_final(&call, &world.people.eve).await.unwrap();
	request(world, patient, &receipt, secret, ReleaseTarget::Anchor { anchor }).await
}

fn question(patient: &Patient, secret: &Secret<32>) -> AccessQuestion {
	AccessQuestion {
		patient: patient.id,
		action: Action::Access,
		purpose: Purpose::Treatment,
		capacity: PRACTITIONER,
		custodian: HOSPITAL,
		reason: None,
		claim: claim(secret),
	}
}

async fn request(
	world: &World,
	patient: &Patient,
	receipt: &Receipt,
	secret: Secret<32>,
	target: ReleaseTarget,
) -> ReleaseRequest {
	ReleaseRequest {
		genesis: world.chain.genesis(),
		patient: patient.id,
		sequence: receipt.ticket().unwrap().expect("it is permitted"),
		holder: world.people.eve.account_id().0,
		practitioner: None,
		custodian: HOSPITAL,
		secret,
		targets: vec![target].try_into().unwrap(),
		nonce: random(),
		time: now(world).await,
		reader: KeyPair::random(Suite::X25519, &mut rng()).public,
	}
}

/// The clock that a custodian would have, as far as the chain's own tells it.
async fn now(world: &World) -> u64 {
	world.chain.heads().await.unwrap().best.time
}

fn expect_void(judged: Result<impl core::fmt::Debug, JudgeError>, expected: TicketFault) {
	match judged {
		Err(JudgeError::Void { head: HeadKind::Best, fault }) => assert_eq!(fault, expected),
		other => panic!("{other:?}"),
	}
}

fn expect_refusal(sent: Result<impl core::fmt::Debug, SendError>, pallet: &str, name: &str) {
	let expected = Refusal { pallet: pallet.into(), name: name.into() };
	match sent {
		Err(SendError::Refused(refusal)) => assert_eq!(refusal, expected),
		other => panic!("{other:?}"),
	}
}
