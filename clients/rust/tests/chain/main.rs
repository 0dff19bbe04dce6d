//! Against a development node of our own. The environment's `SALUS_NODE` names its program; without it, nothing is run.

mod node;
mod people;
mod proxy;
mod scenario;

use node::Node;
use people::{Person, World};
use salus_client::chain::Chain;
use std::io::Write;

#[tokio::test(flavor = "multi_thread")]
async fn patients_writers_readers_and_custodians_over_a_chain() {
	let Some(program) = std::env::var_os("SALUS_NODE") else {
		// Past the harness, which would keep it to itself.
		writeln!(std::io::stderr(), "Skipped: SALUS_NODE does not name a node's program.").unwrap();
		return;
	};
	let node = Node::start(&program).await;
	let world = World { chain: Chain::connect(&node.url).await.unwrap(), people: Person::all() };
	// A second account's transactions are in the same blocks.
	tokio::join!(
		scenario::from_grant_to_release(&world),
		scenario::nonces(&world),
		scenario::several_targets(&world),
		scenario::a_lost_connection(&world, &node),
	);
}

#[tokio::test]
async fn an_address_elsewhere_that_is_not_encrypted_is_refused() {
	let refused = Chain::connect("ws://node.example:9944").await;
	assert!(matches!(refused, Err(salus_client::chain::ConnectError::Url(_))));
}
