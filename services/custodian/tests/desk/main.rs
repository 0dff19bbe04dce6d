//! Rings, shares, envelopes and the patient's side, against a development node of our own. The environment's `SALUS_NODE` names its program;
//! without it, nothing is run.

mod emergencies;
mod erasures;
mod patients;
mod world;

use salus_dev_chain::Node;
use world::World;

#[tokio::test(flavor = "multi_thread")]
async fn what_the_chain_names_and_whom_it_lets_speak() {
	let Some(node) = Node::of_environment().await else { return };
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
