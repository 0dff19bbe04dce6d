//! A gateway, which signs for practitioners who have no accounts; and an account that went and came back.

use salus_client::{
	chain::{
		calls::{self, AccessQuestion},
		judge, salus,
		types::{
			Action, AuditedEvent, Basis, Capacity, Encounter, Grantee, Months, NewBatch, PatientId,
			Period, PractitionerId, Pseudonym, Purpose, RecordClass, Role, Roles, Target,
			TicketHolder, TrailId,
		},
		AccountId32, Chain, GrantedTarget, Signer, H256,
	},
	requests::{ReleaseRequest, ReleaseTarget},
	ticket_secret::claim,
	KeyPair, Secret, Suite,
};
use salus_dev_chain::{
	charlie, dave, newcomer, now, provision, random, rng, Account, Patient, CLINIC, HOSPITAL,
	OBSERVATION,
};

/// A gateway's practitioner anchors a batch, gets a ticket for it and has it redeemed, though the chain knows the practitioner by a pseudonym only. Then the
/// gateway is none any more, so that its account goes; made one again, it sends on.
pub async fn for_a_practitioner_without_an_account(chain: &Chain) {
	let (gateway, pseudonym) = (newcomer(), random());
	let capacity =
		|| Capacity::Gateway { organization: CLINIC, practitioner: Pseudonym(pseudonym) };
	let practitioner = salus::transactions().provider_registry().add_practitioner(
		CLINIC,
		PractitionerId::Pseudonym(Pseudonym(pseudonym)),
		Roles::of(&[Role::Physician]),
		Period { from: 0, until: None },
	);
	chain.send(&practitioner, &dave()).await.unwrap();
	add(chain, &gateway).await;
	let patient = Patient::register(chain).await;
	for action in [Action::Collect, Action::Access] {
		patient.grant(chain, CLINIC, provision(Grantee::Organization, action)).await;
	}

	let batch = NewBatch {
		class: RecordClass(OBSERVATION),
		root: H256(random()),
		leaves: 1,
		content: Months { from: 600, until: 612 },
		custodian: HOSPITAL,
		key_epoch: Some(0),
	};
	let call = calls::anchor(patient.id, batch, Purpose::Treatment, capacity());
	let anchored = chain.send_until_final(&call, &gateway).await.unwrap();
	let anchor = anchored.anchor().unwrap().unwrap();

	let secret = Secret::random(&mut rng());
	let question = AccessQuestion {
		patient: patient.id,
		action: Action::Access,
		purpose: Purpose::Treatment,
		capacity: capacity(),
		custodian: HOSPITAL,
		reason: Some(random()),
		claim: claim(&secret),
	};
	// For all of the team, so that the redemption says for whom it is.
	let team = Encounter { hours: 1, holder: TicketHolder::Role(Role::Physician) };
	let targets = vec![Target::Anchor(anchor)];
	let ask = calls::request_access_to_many(question.clone(), targets, Some(team.clone()));
	let ticket = chain.send_until_final(&ask, &gateway).await.unwrap().ticket().unwrap();
	let target = ReleaseTarget::Anchor { anchor };
	let request = ReleaseRequest {
		genesis: chain.genesis(),
		patient: patient.id,
		sequence: ticket.expect("it is permitted"),
		holder: gateway.account_id().0,
		practitioner: Some(pseudonym),
		custodian: HOSPITAL,
		secret,
		targets: vec![target].try_into().unwrap(),
		nonce: random(),
		time: now(),
		reader: KeyPair::random(Suite::X25519, &mut rng()).public,
	};
	let best = chain.heads().await.unwrap().best.time;
	let judged = judge(chain, &request, best).await.unwrap();
	let [GrantedTarget { target: granted, basis: Basis::Grant(_) }] = judged.targets.as_slice()
	else {
		panic!("{judged:?}")
	};
	assert_eq!(granted, &target);
	chain.send(&calls::redeem_ticket(&request), &charlie()).await.unwrap();

	let reason = question.reason.map(H256);
	it_went_and_came_back(chain, &gateway, question, anchor).await;

	let trail = TrailId::Patient(PatientId(patient.id));
	let told = chain.at_finalized().await.unwrap().entries(trail, 0, 256).await.unwrap();
	let attempts = told.into_iter().filter_map(|(_, entry)| match entry.event {
		AuditedEvent::AccessRequested(attempt) => Some((attempt.reason, attempt.encounter)),
		_ => None,
	});
	assert_eq!(attempts.collect::<Vec<_>>(), [(reason, Some(team)), (reason, None)]);
}

/// The system has forgotten the nonce, and the chain has not.
async fn it_went_and_came_back(
	chain: &Chain,
	gateway: &Account,
	question: AccessQuestion,
	anchor: u32,
) {
	let account = gateway.account_id();
	let next = chain.nonce(account.0).await.unwrap();
	assert!(next > 0);
	let remove = salus::transactions().provider_registry().remove_gateway(CLINIC, account);
	chain.send(&remove, &dave()).await.unwrap();
	assert_eq!(of_system(chain, account).await, (0, 0), "nothing refers to it");
	add(chain, gateway).await;
	assert_eq!(of_system(chain, account).await, (0, 1));

	let ask = calls::request_access(question, Target::Anchor(anchor));
	let mut submitted = chain.submit(&ask, gateway).await.unwrap();
	assert_eq!(submitted.nonce(), next);
	let receipt = submitted.finalized().await.unwrap();
	assert!(receipt.ticket().unwrap().is_some());
	assert_eq!(chain.nonce(account.0).await.unwrap(), next + 1);
}

/// Makes an account a gateway of the clinic.
async fn add(chain: &Chain, gateway: &Account) {
	let account = gateway.account_id();
	let add = salus::transactions().provider_registry().add_gateway(CLINIC, account);
	chain.send(&add, &dave()).await.unwrap();
}

/// The nonce in `System.Account`, and how many roles refer to the account. Of an account that there is not, nothing.
async fn of_system(chain: &Chain, account: AccountId32) -> (u32, u32) {
	let at = chain.at_best().await.unwrap();
	let entry = at.client().storage().entry(salus::storage().system().account()).unwrap();
	let row = entry.fetch((account,)).await.unwrap().decode().unwrap();
	(row.nonce, row.sufficients)
}
