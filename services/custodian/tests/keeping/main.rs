//! Writers before a custodian that asks a development node of our own. The environment's `SALUS_NODE` names its program; without
//! it, nothing is run.

mod scenario;
mod world;

use salus_dev_chain::Node;

#[tokio::test(flavor = "multi_thread")]
async fn writers_begin_sessions_and_hand_in_what_the_chain_commits_to() {
	let Some(node) = Node::of_environment().await else { return };
	let world = world::World::over(&node.url).await;
	tokio::join!(
		scenario::who_writes_for_whom(&world),
		scenario::what_is_handed_in(&world),
		scenario::strangers_shut_nobody_out(&world),
	);
	scenario::a_suspended_organization(&world).await;
}
