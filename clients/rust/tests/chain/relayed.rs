//! What one signs and another sends.

use crate::scenario::refuse;
use salus_client::{
	chain::{calls, Chain, MetaTransaction, Refusal, RelayError, SendError, Signer},
	KeyPair, Suite,
};
use salus_dev_chain::{alice, bob, newcomer, random, rng, Patient, HOSPITAL};

/// A newcomer without coins is registered by another's transaction; nothing is done twice, nor otherwise than it was signed.
pub async fn meta_transactions(chain: &Chain) {
	let alice = alice();
	let newcomer = newcomer();
	let key = KeyPair::random(Suite::X25519, &mut rng()).public.published();
	let register = calls::register_patient(random(), &key, random());
	let signed = chain.sign_meta_transaction(&register, &newcomer, None).await.unwrap();

	let mut altered = signed.as_bytes().to_vec();
	altered[10] ^= 1;
	let altered = MetaTransaction::from_bytes(altered);
	expect_of_carrier(chain.relay(&altered, &alice).await, "BadProof");

	let handed_over = MetaTransaction::from_bytes(signed.as_bytes().to_vec());
	let receipt = chain.relay(&handed_over, &alice).await.unwrap();
	let id = receipt.patient().unwrap().unwrap();
	let row = chain.at_best().await.unwrap().patient(id).await.unwrap().unwrap();
	assert_eq!(row.controller, Some(newcomer.account_id()));
	expect_of_carrier(chain.relay(&signed, &alice).await, "Stale");

	// Relayed and own transactions share one row of nonces.
	let patient = Patient::register(chain).await;
	let next = chain.nonce(patient.account.account_id().0).await.unwrap();
	let refuse_one = refuse(&patient, 1);
	let ahead = chain.sign_meta_transaction(&refuse_one, &patient.account, Some(next + 1));
	expect_of_carrier(chain.relay(&ahead.await.unwrap(), &alice).await, "Future");

	// What the call in it was refused for is told, though its carrier succeeds.
	let revoke = calls::revoke(patient.id, 7);
	let signed = chain.sign_meta_transaction(&revoke, &patient.account, Some(next)).await.unwrap();
	match chain.relay(&signed, &alice).await {
		Err(RelayError::Refused(refusal)) => {
			assert_eq!(refusal, Refusal { pallet: "Consent".into(), name: "GrantNotFound".into() });
		},
		other => panic!("{other:?}"),
	}

	// An organization bears what its practitioner, who has no coins, sends for somebody.
	let signed = chain.sign_meta_transaction(&refuse_one, &patient.account, None).await.unwrap();
	let relayed = chain.relay_on_budget(&signed, &bob(), HOSPITAL).await.unwrap();
	assert!(relayed.refusal().unwrap().is_some());

	let garbled = MetaTransaction::from_bytes(vec![0xff; 40]);
	let refused = chain.relay(&garbled, &alice).await;
	assert!(matches!(refused, Err(RelayError::Carrier(SendError::NotSent(_)))), "{refused:?}");
}

fn expect_of_carrier(relayed: Result<impl core::fmt::Debug, RelayError>, name: &str) {
	let expected = Refusal { pallet: "MetaTx".into(), name: name.into() };
	match relayed {
		Err(RelayError::Carrier(SendError::Refused(refusal))) => assert_eq!(refusal, expected),
		other => panic!("{other:?}"),
	}
}
