//! Two programs that send for one account at the same time, and know nothing of each other.

use crate::scenario::refuse;
use salus_client::chain::{
	subxt::ext::futures::future::join_all, Chain, NotTaken, SendError, Signer, Submitted, H256,
};
use salus_dev_chain::{until, Node, Patient, PATIENCE};
use std::{
	collections::{HashSet, VecDeque},
	time::Duration,
};
use tokio::time::timeout;

/// How many each of them sends.
const EACH: u16 = 50;
/// How often, and how many at once, each of them sends through its own node.
const ROUNDS: u16 = 3;
const AT_ONCE: u16 = 4;

/// All that both send is in the chain, each of it once.
pub async fn two_programs_of_one_account(chain: &Chain, node: &Node) {
	let patient = Patient::register(chain).await;
	let account = patient.account.account_id().0;
	let first = chain.nonce(account).await.unwrap();
	let one = Chain::connect(&node.url).await.unwrap();
	let other = Chain::connect(&node.url).await.unwrap();
	let both = async { tokio::join!(sent(&one, &patient, 0), sent(&other, &patient, EACH)) };
	let (one, other) = timeout(PATIENCE, both).await.expect("they come back");
	let all: HashSet<H256> = one.into_iter().chain(other).collect();
	assert_eq!(all.len(), usize::from(2 * EACH));
	let next = chain.nonce(account).await.unwrap();
	assert_eq!(next, first + u64::from(2 * EACH), "nothing else was sent");
}

/// The same through two nodes, of which one does not know yet what the other took: both programs sign for the same nonces, and what one of them
/// sent is in no block. It is signed anew.
pub async fn two_programs_at_two_nodes([one, other]: &[Node; 2]) {
	let one = Chain::connect(&one.url).await.unwrap();
	let other = Chain::connect(&other.url).await.unwrap();
	let patient = Patient::register(&one).await;
	let account = patient.account.account_id().0;
	let first = one.nonce(account).await.unwrap();
	until("the other node knows the patient", async || {
		other.nonce(account).await.unwrap() == first
	})
	.await;
	let mut all = HashSet::<H256>::new();
	for class in (0..).step_by(usize::from(2 * AT_ONCE)).take(ROUNDS.into()) {
		let of_one = all_final(&one, &patient, class);
		let of_other = all_final(&other, &patient, class + AT_ONCE);
		let both = async { tokio::join!(of_one, of_other) };
		let (of_one, of_other) = timeout(PATIENCE, both).await.expect("they come back");
		all.extend(of_one.into_iter().chain(of_other));
	}
	let sent = ROUNDS * 2 * AT_ONCE;
	assert_eq!(all.len(), usize::from(sent));
	for chain in [&one, &other] {
		let next = chain.nonce(account).await.unwrap();
		assert_eq!(next, first + u64::from(sent), "nothing else was sent");
	}
}

/// Sends calls that differ, all at once. Gives the hashes of the transactions, which final blocks hold, and whose calls all succeeded.
async fn all_final(chain: &Chain, patient: &Patient, first: u16) -> Vec<H256> {
	join_all((first..first + AT_ONCE).map(|class| one_final(chain, patient, class))).await
}

/// Sends a call as soon as the chain takes it. Gives the hash of its transaction, which a final block holds, and whose call succeeded.
async fn one_final(chain: &Chain, patient: &Patient, class: u16) -> H256 {
	let call = refuse(patient, class);
	loop {
		match chain.send_until_final(&call, &patient.account).await {
			Ok(receipt) => return receipt.transaction,
			// No block can hold it.
			Err(SendError::NotTaken(NotTaken::TooFarAhead | NotTaken::BudgetSpent)) => {
				tokio::time::sleep(Duration::from_millis(500)).await;
			},
			Err(error) => panic!("{class}: {error:?}"),
		}
	}
}

/// Sends calls that differ, as many at once as the chain takes. Gives the hashes of the transactions, whose calls all succeeded.
async fn sent(chain: &Chain, patient: &Patient, first: u16) -> Vec<H256> {
	let mut on_their_way = VecDeque::new();
	let mut done = Vec::new();
	for class in first..first + EACH {
		let submitted = loop {
			match chain.submit(&refuse(patient, class), &patient.account).await {
				Ok(submitted) => break submitted,
				// What is before it is in part the other program's.
				Err(SendError::NotTaken(NotTaken::TooFarAhead | NotTaken::BudgetSpent)) => {
					match on_their_way.pop_front() {
						Some(oldest) => done.push(included(chain, patient, oldest).await),
						None => tokio::time::sleep(Duration::from_millis(500)).await,
					}
				},
				Err(error) => panic!("{class}: {error:?}"),
			}
		};
		on_their_way.push_back((class, submitted));
	}
	for one in on_their_way {
		done.push(included(chain, patient, one).await);
	}
	done
}

async fn included(
	chain: &Chain,
	patient: &Patient,
	(class, mut submitted): (u16, Submitted),
) -> H256 {
	match submitted.included().await {
		// The pool may take the other program's in its place where that goes first, as after a block that weighs both otherwise. There is one node, so no block can hold it.
		Err(SendError::LetGo(_)) => one_final(chain, patient, class).await,
		told => told.unwrap().transaction,
	}
}
