//! The real program, against a development node of our own. The environment's `SALUS_NODE` names the node's program; without it, only what needs none is run.

#![expect(clippy::disallowed_methods, reason = "how long it waits is a matter of the test's own")]

mod about;
mod client;
mod documentation;
mod failing;
mod identifiers;
mod limits;
#[path = "../../../../clients/rust/tests/chain/node.rs"]
mod node;
mod operating;
mod program;
mod proxy;
mod refusals;
mod unconnected;

use node::Node;
use std::io::Write;

#[tokio::test(flavor = "multi_thread")]
async fn a_custodian_over_a_chain() {
	let Some(program) = std::env::var_os("SALUS_NODE") else {
		// Past the harness, which would keep it to itself.
		writeln!(std::io::stderr(), "Skipped: SALUS_NODE does not name a node's program.").unwrap();
		return;
	};
	let node = Node::start(&program).await;
	// One after the other: some measure times.
	about::it_starts_with_nothing_but_a_node(&node).await;
	refusals::every_refusal_is_the_same(&node).await;
	limits::what_is_too_long_is_refused_unread(&node).await;
	limits::slow_clients_are_let_go(&node).await;
	limits::a_thousand_connections_are_served(&node).await;
	failing::killed_it_starts_again_as_who_it_was(&node).await;
	failing::without_its_node_it_guesses_nothing(&node).await;
	failing::with_a_wrong_clock_it_releases_nothing(&node).await;
	failing::a_second_instance_stands_by(&node).await;
	documentation::what_the_page_says_can_be_typed(&node).await;
}
