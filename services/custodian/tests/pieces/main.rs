//! Three custodians of pieces before a development node of our own: each over HTTP, with its own store. The environment's `SALUS_NODE` names the
//! node's program; without it, nothing is run.

mod custodian;
mod liar;
mod scenario;
mod world;

use salus_dev_chain::Node;

#[tokio::test(flavor = "multi_thread")]
async fn pieces_are_kept_proved_lost_and_repaired() {
	let Some(node) = Node::of_environment().await else { return };
	let world = world::World::over(&node.url).await;
	scenario::a_store_is_lost_and_repaired(&world).await;
}
