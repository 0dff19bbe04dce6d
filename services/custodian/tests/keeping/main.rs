//! Writers before a custodian that asks a development node of our own. The environment's `SALUS_NODE` names its program; without
//! it, nothing is run.

#[allow(dead_code, reason = "other tests use more of it")]
#[path = "../../../../clients/rust/tests/chain/node.rs"]
mod node;
mod people;
mod scenario;
mod world;

use node::Node;
use std::io::Write;

#[tokio::test(flavor = "multi_thread")]
async fn writers_begin_sessions_and_hand_in_what_the_chain_commits_to() {
	let Some(program) = std::env::var_os("SALUS_NODE") else {
		// Past the harness, which would keep it to itself.
		writeln!(std::io::stderr(), "Skipped: SALUS_NODE does not name a node's program.").unwrap();
		return;
	};
	let node = Node::start(&program).await;
	let world = world::World::over(&node.url).await;
	tokio::join!(scenario::who_writes_for_whom(&world), scenario::what_is_handed_in(&world));
}
