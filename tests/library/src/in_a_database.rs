use sc_client_db::BenchmarkingState;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{Ext, OverlayedChanges};

/// Measures in a database of its own, which counts what is read and written.
pub fn in_a_database<R>(measure: impl FnOnce() -> R) -> R {
	let state = BenchmarkingState::<BlakeTwo256>::new(Default::default(), None, false, true);
	let state = state.expect("a database in memory");
	let mut changes = OverlayedChanges::<BlakeTwo256>::default();
	let mut externalities = Ext::new(&mut changes, &state, None);
	sp_externalities::set_and_run_with_externalities(&mut externalities, measure)
}
