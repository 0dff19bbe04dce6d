//! The runtime is upgraded under a connection.

use crate::scenario::refuse;
use salus_client::chain::{
	salus::{self, runtime_types::frame_system::pallet::Call as System, Call},
	Chain, Signer, H256,
};
use salus_dev_chain::{alice, Node, Patient};
use std::{collections::HashSet, ffi::OsStr, time::Duration};

/// Who send at that time, and how many of theirs come after the upgrade at least.
const SENDERS: usize = 3;
const AFTER: u16 = 3;

/// A connection from before goes on: what is on its way at that time is done, once; what comes after is signed for the new runtime and read
/// by its metadata.
pub async fn a_connection_goes_on(node: &Node, wasm: &OsStr) {
	let chain = &Chain::connect(&node.url).await.unwrap();
	let before = version(chain).await;
	let mut patients = Vec::new();
	for _ in 0..SENDERS {
		patients.push(Patient::register(chain).await);
	}
	let code = std::fs::read(wasm).unwrap();
	let upgrade = async {
		let call = Call::System(System::set_code { code });
		let call = salus::transactions().sudo().sudo(call);
		chain.send_until_final(&call, &alice()).await.unwrap();
	};
	let [one, two, three] = patients.as_slice() else { unreachable!() };
	tokio::join!(
		upgrade,
		goes_on(chain, one, before),
		goes_on(chain, two, before),
		goes_on(chain, three, before),
	);
	let after = version(chain).await;
	assert!(after > before, "{before} and {after}");
	assert!(chain.at_best().await.unwrap().patient(patients[0].id).await.unwrap().is_some());
}

/// Sends one after the other, until some were sent after the upgrade. Each is in the chain once.
async fn goes_on(chain: &Chain, patient: &Patient, before: u32) {
	let account = patient.account.account_id().0;
	let first = chain.nonce(account).await.unwrap();
	let (mut sent, mut after) = (HashSet::<H256>::new(), 0);
	let deadline = tokio::time::Instant::now() + Duration::from_secs(300);
	for class in 0.. {
		assert!(tokio::time::Instant::now() < deadline, "there was no upgrade");
		let was_upgraded = version(chain).await > before;
		let receipt = chain.send(&refuse(patient, class), &patient.account).await.unwrap();
		assert!(receipt.refusal().unwrap().is_some());
		sent.insert(receipt.transaction);
		after += u16::from(was_upgraded);
		if after == AFTER {
			break;
		}
	}
	let next = chain.nonce(account).await.unwrap();
	assert_eq!(next - first, u64::try_from(sent.len()).unwrap(), "each was sent once");
}

async fn version(chain: &Chain) -> u32 {
	chain.at_best().await.unwrap().client().spec_version()
}
