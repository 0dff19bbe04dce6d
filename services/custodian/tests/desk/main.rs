//! Rings, shares, envelopes and the patient's side, against a development node of our own. The environment's `SALUS_NODE` names its program;
//! without it, nothing is run.

mod emergencies;
mod erasures;
#[path = "../../../../clients/rust/tests/chain/node.rs"]
#[allow(dead_code, reason = "others ask it for more")]
mod node;
mod patients;
mod people;
mod world;

use node::Node;
use std::io::Write;
use world::World;

#[tokio::test(flavor = "multi_thread")]
async fn what_the_chain_names_and_whom_it_lets_speak() {
	let Some(program) = std::env::var_os("SALUS_NODE") else {
		// Past the harness, which would keep it to itself.
		writeln!(std::io::stderr(), "Skipped: SALUS_NODE does not name a node's program.").unwrap();
		return;
	};
	let node = Node::start(&program).await;
	let world = World::over(&node).await;
	tokio::join!(
		patients::envelopes(&world),
		patients::backups_and_headers(&world),
		erasures::from_anchor_to_nothing(&world),
		emergencies::from_ring_to_keys(&world),
	);
	emergencies::a_revoked_custodian(&world).await;
	emergencies::without_a_node(&world, node).await;
}
