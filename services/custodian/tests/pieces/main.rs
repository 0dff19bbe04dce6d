//! Three custodians of pieces before a development node of our own: each over HTTP, with its own store. The environment's `SALUS_NODE` names the
//! node's program; without it, nothing is run.

mod custodian;
#[allow(dead_code, reason = "other tests use more of it")]
#[path = "../../../../clients/rust/tests/chain/node.rs"]
mod node;
#[path = "../keeping/people.rs"]
mod people;
mod scenario;
mod world;

use node::Node;
use std::io::Write;

#[tokio::test(flavor = "multi_thread")]
async fn pieces_are_kept_proved_lost_and_repaired() {
	let Some(program) = std::env::var_os("SALUS_NODE") else {
		// Past the harness, which would keep it to itself.
		writeln!(std::io::stderr(), "Skipped: SALUS_NODE does not name a node's program.").unwrap();
		return;
	};
	let node = Node::start(&program).await;
	let world = world::World::over(&node.url).await;
	scenario::a_store_is_lost_and_repaired(&world).await;
}
