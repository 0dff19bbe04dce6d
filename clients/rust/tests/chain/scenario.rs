//! What is played on the chain.

use salus_client::{
	chain::{
		calls, judge, salus,
		types::{
			Action, Basis, BoundedVec, Envelope, Grantee, PatientId, PatientRefusal,
			PractitionerId, Purpose, Recipient, RecordClass, Refused, ReleaseReport, ReportCause,
			Target, TicketFault,
		},
		Chain, GrantedTarget, HeadKind, JudgeError, NotTaken, Payload, Refusal, SendError, Signer,
		H256, MAX_HEAD_AGE,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	KeyPair, PublishedKey, Secret, Suite,
};
use salus_dev_chain::{
	alice, anchored, charlie, eve, newcomer, provision, random, rng, until, Node, Patient, Proxy,
	Wish, CLINIC, HOSPITAL, OBSERVATION,
};

/// A patient is registered, a hospital anchors, a clinic asks, the hospital releases; and all ends when the patient says so.
pub async fn from_grant_to_release(chain: &Chain) {
	let patient = Patient::register(chain).await;
	let row = chain.at_best().await.unwrap().patient(patient.id).await.unwrap().unwrap();
	assert_eq!(row.controller, Some(patient.account.account_id()));

	// Two grants, one after the other, in flight at once.
	let collect = provision(Grantee::Organization, Action::Collect);
	let read = provision(Grantee::Practitioner(eve().account_id()), Action::Access);
	let collect = calls::grant(patient.id, HOSPITAL, collect, None, None);
	let read = calls::grant(patient.id, CLINIC, read, None, None);
	let mut collect = chain.submit(&collect, &patient.account).await.unwrap();
	let mut read = chain.submit(&read, &patient.account).await.unwrap();
	assert_eq!(collect.nonce() + 1, read.nonce());
	collect.included().await.unwrap();
	let granted = read.included().await.unwrap().grant().unwrap().unwrap();

	let root = random();
	let anchor = anchored(chain, patient.id, root, 1).await;
	let view =
		chain.at_finalized().await.unwrap().anchor(patient.id, anchor).await.unwrap().unwrap();
	assert_eq!(view.anchor.batch.unwrap().root.0, root);

	// A ticket, and a request with it.
	let request = ticketed(chain, &patient, anchor).await;
	let now = now(chain).await;
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
	let own = PractitionerId::Account(eve().account_id());
	let publish = calls::publish_practitioner_key(CLINIC, own, &published.published());
	chain.send_until_final(&publish, &eve()).await.unwrap();
	let now = self::now(chain).await;
	let other = judge(chain, &request, now).await;
	assert!(matches!(other, Err(JudgeError::OtherKey)), "{other:?}");
	let request = ReleaseRequest { reader: published, ..request };
	judge(chain, &request, now).await.unwrap();

	// Redeemed once, and never again.
	let redeem = calls::redeem_ticket(&request);
	chain.send_until_final(&redeem, &charlie()).await.unwrap();
	let now = self::now(chain).await;
	expect_void(judge(chain, &request, now).await, TicketFault::TicketRedeemed);
	let again = chain.send(&redeem, &charlie()).await;
	expect_refusal(again, "AuditLog", "TicketRedeemed");

	// Revoked, an unused ticket is worth nothing at once; and there is nothing more to revoke.
	let request = ReleaseRequest {
		reader: request.reader.clone(),
		..ticketed(chain, &patient, anchor).await
	};
	let revoke = calls::revoke(patient.id, granted);
	chain.send(&revoke, &patient.account).await.unwrap();
	let now = self::now(chain).await;
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
pub async fn nonces(chain: &Chain) {
	let stranger = newcomer();
	let remark = salus::transactions().system().remark(vec![1]);
	let refused = chain.submit(&remark, &stranger).await.map(|_| ());
	assert!(matches!(refused, Err(SendError::NotTaken(NotTaken::CannotPay))), "{refused:?}");

	let patient = Patient::register(chain).await;
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
	// Whoever waits may do so on any thread.
	fn goes_to_any_thread(_: impl Send) {}
	goes_to_any_thread(chain.send_until_final(&remark, &patient.account));
	goes_to_any_thread(on_their_way[0].finalized());
	for one in &mut on_their_way {
		one.finalized().await.unwrap();
	}
	assert_eq!(chain.nonce(patient.account.account_id().0).await.unwrap(), first + 5);
}

/// What was agreed to, and the keys that are handed over, stand with the grant.
pub async fn terms_and_envelopes(chain: &Chain) {
	let patient = Patient::register(chain).await;
	let key = KeyPair::random(Suite::XWing, &mut rng()).public.published();
	let publish = calls::publish_organization_key(HOSPITAL, &key);
	chain.send(&publish, &alice()).await.unwrap();
	let hospital = chain.at_best().await.unwrap().organization(HOSPITAL).await.unwrap().unwrap();
	let published = hospital.key.unwrap();
	assert_eq!(PublishedKey::from(&published.public), key);

	let terms = random();
	let commitment = H256(random());
	let envelope = Envelope { key_epoch: 0, grantee_key_epoch: published.epoch, commitment };
	let collect = provision(Grantee::Organization, Action::Collect);
	let grant = calls::grant(patient.id, HOSPITAL, collect, Some(terms), Some(envelope.clone()));
	let granted = chain.send(&grant, &patient.account).await.unwrap().grant().unwrap().unwrap();
	let at = chain.at_best().await.unwrap();
	let grants = at.live_grants(patient.id).await.unwrap();
	let told: Vec<_> =
		grants.iter().map(|(whose, grant)| (*whose, grant.id, grant.terms)).collect();
	assert_eq!(told, [(HOSPITAL, granted, Some(H256(terms)))]);
	let told = at.envelope(patient.id, granted).await.unwrap().unwrap();
	assert_eq!(told.envelope, envelope);
}

/// Several targets are one ticket, one request and one redemption; what was released past the chain is told it afterwards.
pub async fn several_targets(chain: &Chain) {
	let patient = Patient::register(chain).await;
	let read = provision(Grantee::Practitioner(eve().account_id()), Action::Access);
	patient.grant(chain, CLINIC, read).await;

	let target = |class| ReleaseTarget::Class { class, content: None };
	let wish = wish(&patient, vec![target(OBSERVATION), target(OBSERVATION + 1)]);
	let both = wish.ticketed(chain).await;
	let request = ReleaseRequest { targets: vec![target(OBSERVATION)].try_into().unwrap(), ..both };
	let judged = judge(chain, &request, now(chain).await).await.unwrap();
	assert_eq!(judged.ticket.targets.len(), 1, "the other class was not granted");
	chain.send(&calls::redeem_ticket(&request), &charlie()).await.unwrap();

	let report = ReleaseReport {
		patient: PatientId(patient.id),
		ticket: None,
		secret: None,
		recipient: Recipient::Organization(CLINIC),
		action: Action::Access,
		purpose: Purpose::Treatment,
		targets: BoundedVec(vec![Target::from(&target(OBSERVATION))]),
		released_at: now(chain).await,
		cause: ReportCause::Downtime,
		statement: None,
	};
	let call = calls::report_access(HOSPITAL, vec![report]);
	let receipt = chain.send(&call, &charlie()).await.unwrap();
	let told = receipt.event::<salus::audit_log::events::ReleasesReported>().unwrap().unwrap();
	assert_eq!((told.releases, told.flagged), (1, 1), "there was no ticket");
}

/// After a lost connection what was on its way is unknown, and the chain says which nonce is next.
pub async fn a_lost_connection(chain: &Chain, node: &Node) {
	let proxy = Proxy::to(node.port()).await;
	let patient = Patient::register(chain).await;
	let chain = Chain::connect(&proxy.url()).await.unwrap();
	let first = chain.nonce(patient.account.account_id().0).await.unwrap();
	let mut lost = chain.submit(&refuse(&patient, 1), &patient.account).await.unwrap();
	assert_eq!(lost.nonce(), first);
	proxy.cut();
	let unknown = lost.finalized().await;
	assert!(matches!(unknown, Err(SendError::Unknown(_))), "{unknown:?}");

	// The node has it nevertheless, so until a block holds it, its nonce is taken.
	let mut sent = None;
	until("the node takes the next nonce", async || {
		match chain.submit(&refuse(&patient, 2), &patient.account).await {
			Err(SendError::NotTaken(reason)) if reason.is_about_the_nonce() => {},
			taken => sent = Some(taken.unwrap()),
		}
		sent.is_some()
	})
	.await;
	let mut sent = sent.unwrap();
	assert_eq!(sent.nonce(), first + 1);
	sent.included().await.unwrap();
}

/// Refuses one class, which is free and harms nothing here.
pub fn refuse(patient: &Patient, class: u16) -> impl Payload {
	let refusal = PatientRefusal {
		whom: Refused::Organization(CLINIC),
		class: Some(RecordClass(class)),
		purposes: None,
		even_in_emergency: false,
	};
	calls::refuse(patient.id, refusal)
}

fn wish(patient: &Patient, targets: Vec<ReleaseTarget>) -> Wish<'_> {
	Wish {
		patient: &patient.id,
		custodian: HOSPITAL,
		purpose: Purpose::Treatment,
		targets,
		encounter: None,
		reader: KeyPair::random(Suite::X25519, &mut rng()).public,
	}
}

/// A request with a ticket for an anchor.
async fn ticketed(chain: &Chain, patient: &Patient, anchor: u32) -> ReleaseRequest {
	wish(patient, vec![ReleaseTarget::Anchor { anchor }]).ticketed(chain).await
}

/// The clock that a custodian would have, as far as the chain's own tells it.
async fn now(chain: &Chain) -> u64 {
	chain.heads().await.unwrap().best.time
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
