//! Random histories against a plain journal: what was asked, answered, released, reported, contested and resolved is written
//! down here as the rules say it, and the pallet's trails, tickets, lists and inquiries must be the same after every step.
//!
//! [`world`] is everybody outside the pallet, and the journal. [`gate`] and [`inquiries`] say what speaks against a call and
//! what it adds to the journal; [`steps`] chooses what happens; [`compare`] holds the pallet against the journal. None of it is
//! taken from the pallet but three things that depend on the order of hashes and on the room of a block: which overdue
//! inquiries were handed over, which entries pruned and which marks swept in a block. Those are looked up, and each is
//! checked to be one that may be; in a block with room, all are.
//!
//! More histories than usual: `SALUS_MODEL_CASES=1000`. What was met how often: `-- --nocapture`.

mod compare;
mod gate;
mod inquiries;
mod steps;
mod world;

use crate::mock::{ExtBuilder, ServesOnce};
use frame_support::dispatch::DispatchResult;
use salus_primitives::dice::Dice;
use sp_runtime::{DispatchError, ModuleError};
use std::collections::{BTreeMap, BTreeSet};
use world::World;

/// How many histories, unless `SALUS_MODEL_CASES` says otherwise, and how many steps each has.
const HISTORIES: u64 = 24;
const STEPS: u64 = 90;

/// What speaks against a call, by the names of errors.
type Reasons = BTreeSet<&'static str>;

/// What came of the steps of all histories, to see that the model is not blind.
#[derive(Default)]
struct Tally(BTreeMap<String, u32>);

impl Tally {
	fn note(&mut self, what: impl Into<String>) {
		*self.0.entry(what.into()).or_default() += 1;
	}

	/// Whether the call went through, which it does if and only if nothing speaks against it.
	fn judge(&mut self, call: &str, result: DispatchResult, reasons: &Reasons) -> bool {
		match result {
			Ok(()) => {
				assert!(reasons.is_empty(), "{call} went through, against {reasons:?}");
				self.note(format!("{call}: ok"));
				true
			},
			Err(DispatchError::Module(ModuleError { message: Some(message), .. })) => {
				assert!(reasons.contains(message), "{call}: {message} is none of {reasons:?}");
				self.note(format!("{call}: {message}"));
				false
			},
			Err(other) => panic!("{call}: {other:?}, expected one of {reasons:?}"),
		}
	}
}

#[test]
fn random_histories_are_as_the_journal_says() {
	let mut tally = Tally::default();
	let histories =
		std::env::var("SALUS_MODEL_CASES").map_or(HISTORIES, |number| number.parse().unwrap());
	for history in 0..histories {
		ExtBuilder::default().build_and_execute(|| {
			ServesOnce::set(history % 2 == 0);
			let mut world = World::begin();
			for step in 0..STEPS {
				let mut dice = Dice::new(history * STEPS + step);
				world.step(&mut dice, &mut tally);
				world.compare();
				if step % 5 == 4 {
					world.compare_lists();
				}
			}
		});
	}
	ServesOnce::set(true);
	println!("{:#?}", tally.0);
	let often = [
		"ask: ok",
		"ask many: ok",
		"redeem: ok",
		"report: ok",
		"contest: ok",
		"answer: ok",
		"resolve: ok",
		"a ticket",
		"a ticket for a team",
		"in an organization's trail",
		"nowhere",
		"released to a team",
		"released in part",
		"covered",
		"a mark by a report",
		"escalated",
		"answered late",
		"pruned",
		"a mark swept",
	];
	for what in often {
		let count = tally.0.get(what).copied().unwrap_or_default();
		assert!(count >= 10, "{what}: {count} times: {:#?}", tally.0);
	}
	assert!(tally.0.contains_key("a flagged release contested"), "{:#?}", tally.0);
	let errors = [
		"TargetsNotDistinct",
		"EncounterOutOfBounds",
		"NotAuthorized",
		"TicketNotFound",
		"NotTicketHolder",
		"WrongCustodian",
		"TicketExpired",
		"TicketRedeemed",
		"NoLongerPermitted",
		"NothingToRelease",
		"WrongSecret",
		"NotCovered",
		"NothingReported",
		"ReleasedInFuture",
		"IncompleteReport",
		"EntryNotFound",
		"NothingToContest",
		"AlreadyContested",
		"InquiryNotFound",
		"AlreadyAnswered",
		"NotEscalated",
	];
	for error in errors {
		let ends = format!(": {error}");
		let seen = tally.0.keys().any(|what| what.ends_with(&ends));
		assert!(seen, "nothing was refused as {error}: {:#?}", tally.0);
	}
	for flaw in [
		"NoTicket",
		"TicketNotFound",
		"WrongCustodian",
		"NotTicketHolder",
		"NotCovered",
		"OutsideItsLife",
		"RedeemedBefore",
		"NotProven",
		"TooLate",
		"NoLongerPermitted",
	] {
		let what = format!("flawed: {flaw}");
		assert!(tally.0.contains_key(&what), "{what} never came up: {:#?}", tally.0);
	}
}
