//! What a patient had set against access as of a moment, as the decision asks for it.
//!
//! About the present it reads the head as it is and copies nothing.

use crate::types::{Head, Refusal, Restriction};
use alloc::vec::Vec;
use salus_primitives::{Moment, RecordClass};

/// What a patient had set against access as of a moment.
pub(crate) struct RestrictedAsOf<'a, AccountId> {
	head: &'a Head<AccountId>,
	at: Moment,
	/// What stood at the moment and does no longer.
	lifted_since: Vec<Restriction<AccountId>>,
}

impl<'a, AccountId> RestrictedAsOf<'a, AccountId> {
	/// As of `at`: what `head` says, and what was `lifted_since`.
	pub fn new(
		head: &'a Head<AccountId>,
		at: Moment,
		lifted_since: Vec<Restriction<AccountId>>,
	) -> Self {
		Self { head, at, lifted_since }
	}

	/// The refusals, but for those of everything at once.
	pub fn refusals(&self) -> impl Iterator<Item = &Refusal<AccountId>> {
		let standing = self.head.refusals.iter().filter(|standing| standing.since <= self.at);
		let lifted = self.lifted_since.iter().filter_map(|restriction| match restriction {
			Restriction::Refusal(refusal) => Some(refusal),
			_ => None,
		});
		standing.map(|standing| &standing.refusal).chain(lifted)
	}

	/// Of each refusal of everything whether it held even in an emergency.
	pub fn all_refused(&self) -> impl Iterator<Item = bool> + '_ {
		let standing = self.head.refuse_all.filter(|all| all.since <= self.at);
		let lifted = self.lifted_since.iter().filter_map(|restriction| match restriction {
			Restriction::All { even_in_emergency } => Some(*even_in_emergency),
			_ => None,
		});
		standing.map(|all| all.even_in_emergency).into_iter().chain(lifted)
	}

	/// Whether the patient wanted nobody to break the glass.
	pub fn opted_out(&self) -> bool {
		self.head.opt_out.is_some_and(|opt_out| opt_out.since <= self.at)
			|| self
				.lifted_since
				.iter()
				.any(|restriction| matches!(restriction, Restriction::Emergencies))
	}

	/// Whether representatives, and what they gave, were kept from `class`.
	pub fn is_confidential(&self, class: RecordClass) -> bool {
		self.head.is_confidential(class, self.at)
			|| self.lifted_since.iter().any(|restriction| match restriction {
				Restriction::Confidential(marked) => *marked == class,
				Restriction::AllConfidential { exceptions } => !exceptions.contains(&class),
				_ => false,
			})
	}
}
