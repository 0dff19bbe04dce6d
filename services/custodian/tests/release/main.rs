//! Releases by a custodian that asks and tells a development node of our own. The environment's `SALUS_NODE` names its program; without it, nothing
//! is run.

mod reports;
mod scenario;
mod world;

use salus_dev_chain::Node;
use world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_custodian_releases_what_the_chain_confirms() {
	let Some(node) = Node::of_environment().await else { return };
	let world = World::over(&node).await;
	scenario::from_ticket_to_records(&world).await;
	scenario::an_encounter_with_another_process_beside(&world, &node).await;
	reports::a_downtime_form_stands_in_the_trail_once(&world).await;
	reports::a_lost_redemption_is_looked_for_in_the_chain(&world).await;
}
