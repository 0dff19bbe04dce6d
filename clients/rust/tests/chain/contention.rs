//! Two programs that send for one account at the same time, and know nothing of each other.

use crate::scenario::refuse;
use salus_client::chain::{Chain, NotTaken, SendError, Signer, Submitted, H256};
use salus_dev_chain::{Node, Patient};
use std::collections::{HashSet, VecDeque};

/// How many each of them sends.
const EACH: u16 = 50;

/// All that both send is in the chain, each of it once.
pub async fn two_programs_of_one_account(chain: &Chain, node: &Node) {
	let patient = Patient::register(chain).await;
	let account = patient.account.account_id().0;
	let first = chain.nonce(account).await.unwrap();
	let one = Chain::connect(&node.url).await.unwrap();
	let other = Chain::connect(&node.url).await.unwrap();
	let (one, other) = tokio::join!(sent(&one, &patient, 0), sent(&other, &patient, EACH));
	let all: HashSet<H256> = one.into_iter().chain(other).collect();
	assert_eq!(all.len(), usize::from(2 * EACH));
	let next = chain.nonce(account).await.unwrap();
	assert_eq!(next, first + u64::from(2 * EACH), "nothing else was sent");
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
						Some(oldest) => done.push(included(oldest).await),
						None => tokio::time::sleep(std::time::Duration::from_millis(500)).await,
					}
				},
				Err(error) => panic!("{class}: {error:?}"),
			}
		};
		on_their_way.push_back(submitted);
	}
	for one in on_their_way {
		done.push(included(one).await);
	}
	done
}

async fn included(mut submitted: Submitted) -> H256 {
	submitted.included().await.unwrap().transaction
}
