//! The real program, against a development node of our own. The environment's `SALUS_NODE` names the node's program; without it, only what needs none is run.

#![expect(clippy::disallowed_methods, reason = "how long it waits is a matter of the test's own")]

mod about;
mod broken_store;
mod care;
mod client;
mod configuration;
mod documentation;
mod downtime;
mod failing;
mod identifiers;
mod limits;
mod machine;
mod on_postgres;
mod operating;
mod page;
#[path = "../store/postgres.rs"]
mod postgres;
mod program;
mod refusals;
mod releasing;
mod repairing;
mod ring;
#[path = "../store/skipped.rs"]
mod skipped;
#[path = "../store/small_disk.rs"]
mod small_disk;
mod stores;
mod unconnected;

use salus_dev_chain::Node;

#[tokio::test(flavor = "multi_thread")]
async fn a_custodian_over_a_chain() {
	let Some(node) = Node::of_environment().await else { return };
	let node = &node;
	// Each has an organization, a patient and a physician of its own, and most of the time waits for blocks.
	tokio::join!(
		async {
			about::it_starts_with_nothing_but_a_node(node).await;
			refusals::every_refusal_is_the_same(node).await;
			limits::what_is_too_long_is_refused_unread(node).await;
			limits::slow_clients_are_let_go(node).await;
		},
		releasing::a_ticket_that_holds_helps_nobody_else(node),
		async {
			releasing::suspended_it_says_so(node).await;
			releasing::its_former_account_is_its_own(node).await;
			releasing::a_ticket_is_waited_for_until_it_is_final(node).await;
		},
		async {
			failing::killed_it_starts_again_as_who_it_was(node).await;
			failing::without_its_node_it_guesses_nothing(node).await;
			failing::with_a_wrong_clock_it_releases_nothing(node).await;
			failing::a_second_instance_stands_by(node).await;
			failing::it_repairs_beside_its_work(node).await;
			failing::ready_it_answers(node).await;
		},
		documentation::what_the_page_says_can_be_typed(node),
	);
	// By themselves, since they keep a processor busy: the refusals above are measured.
	tokio::join!(
		broken_store::with_a_full_disk_it_takes_nothing_and_no_ticket(node),
		broken_store::with_a_locked_database_it_takes_nothing_and_no_ticket(node),
		repairing::a_lost_vault_is_made_anew(node),
		on_postgres::killed_it_starts_again_and_another_takes_over(node),
	);
	// With nothing beside them, since they take all of the processors that there is.
	releasing::several_accounts_release_side_by_side(node).await;
	limits::a_thousand_connections_are_served(node).await;
}
