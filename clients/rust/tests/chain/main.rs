//! Against a development node of our own. The environment's `SALUS_NODE` names its program; without it, nothing is run.

mod changes;
mod contention;
mod forked;
mod gateways;
mod relayed;
mod scenario;
mod upgraded;

use salus_client::chain::Chain;
use salus_dev_chain::Node;
use std::io::Write;

#[tokio::test(flavor = "multi_thread")]
async fn patients_writers_readers_and_custodians_over_a_chain() {
	let Some(node) = Node::of_environment().await else { return };
	let chain = Chain::connect(&node.url).await.unwrap();
	// A second account's transactions are in the same blocks.
	tokio::join!(
		scenario::from_grant_to_release(&chain),
		scenario::nonces(&chain),
		scenario::several_targets(&chain),
		scenario::terms_and_envelopes(&chain),
		scenario::a_lost_connection(&chain, &node),
		contention::two_programs_of_one_account(&chain, &node),
		relayed::meta_transactions(&chain),
		gateways::for_a_practitioner_without_an_account(&chain),
		changes::what_was_said_is_changed(&chain),
		forked::forks_and_lagging_finality(&chain, &node),
		forked::what_a_fork_dropped(&chain, &node),
		forked::what_was_overtaken(&chain, &node),
		forked::what_was_overtaken_before(&chain, &node),
		forked::what_the_node_forgot(&chain, &node),
		forked::what_a_final_block_did_not_tell_at_once(&chain, &node),
		forked::what_a_node_shows_once(&chain, &node),
		forked::what_was_let_go_of_out_of_reach(&chain, &node),
	);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_of_one_account_through_two_nodes() {
	let Some(nodes) = Node::two_of_environment().await else { return };
	contention::two_programs_at_two_nodes(&nodes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_goes_on_over_an_upgrade_of_the_runtime() {
	let Some(wasm) = std::env::var_os("SALUS_REHEARSAL") else {
		// Past the harness, which would keep it to itself.
		let why = "Skipped: SALUS_REHEARSAL names no Wasm to upgrade to: scripts/network/build-rehearsal.sh builds one.";
		writeln!(std::io::stderr(), "{why}").unwrap();
		return;
	};
	let Some(node) = Node::of_environment().await else { return };
	upgraded::a_connection_goes_on(&node, &wasm).await;
}

#[tokio::test]
async fn an_address_elsewhere_that_is_not_encrypted_is_refused_and_one_of_something_else() {
	for url in ["ws://node.example:9944", "http://127.0.0.1:9944", "127.0.0.1:9944"] {
		let refused = Chain::connect(url).await;
		assert!(matches!(refused, Err(salus_client::chain::ConnectError::Url)), "{url}");
	}
}
