//! What a ticket permits, and what of it a request names.

use super::types::{self, Basis, RecordClass, Target, TicketTarget};
use crate::requests::{Months, ReleaseTarget};

/// A target of a request, and on what ground the ticket permits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedTarget {
	/// What is to be released.
	pub target: ReleaseTarget,
	/// On what ground, as of the finalized head.
	pub basis: Basis,
}

/// A ticket does not permit a target, or not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ticket does not permit {0:?}, or not any more")]
pub struct NotCovered(pub ReleaseTarget);

/// The targets of a request, each with its ground, if the ticket names every one of them at both heads.
pub(super) fn granted(
	requested: &[ReleaseTarget],
	at_best: &[TicketTarget],
	at_finalized: &[TicketTarget],
) -> Result<Vec<GrantedTarget>, NotCovered> {
	requested
		.iter()
		.map(|&target| {
			let basis = basis(at_finalized, target).filter(|_| basis(at_best, target).is_some());
			let basis = basis.cloned().ok_or(NotCovered(target))?;
			Ok(GrantedTarget { target, basis })
		})
		.collect()
}

fn basis(targets: &[TicketTarget], target: ReleaseTarget) -> Option<&Basis> {
	targets.iter().find(|one| ReleaseTarget::from(&one.target) == target).map(|one| &one.basis)
}

impl From<&Target> for ReleaseTarget {
	fn from(target: &Target) -> Self {
		match target {
			Target::Anchor(anchor) => Self::Anchor { anchor: *anchor },
			Target::Class { class, content } => Self::Class {
				class: class.0,
				content: content
					.as_ref()
					.map(|months| Months { from: months.from, until: months.until }),
			},
		}
	}
}

impl From<&ReleaseTarget> for Target {
	fn from(target: &ReleaseTarget) -> Self {
		match target {
			ReleaseTarget::Anchor { anchor } => Self::Anchor(*anchor),
			ReleaseTarget::Class { class, content } => Self::Class {
				class: RecordClass(*class),
				content: content
					.map(|months| types::Months { from: months.from, until: months.until }),
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const ANCHOR: ReleaseTarget = ReleaseTarget::Anchor { anchor: 3 };
	const CLASS: ReleaseTarget =
		ReleaseTarget::Class { class: 96, content: Some(Months { from: 600, until: 612 }) };

	fn ticket(targets: &[(ReleaseTarget, Basis)]) -> Vec<TicketTarget> {
		let told = |(target, basis): &(ReleaseTarget, Basis)| TicketTarget {
			target: target.into(),
			basis: basis.clone(),
		};
		targets.iter().map(told).collect()
	}

	#[test]
	fn each_target_comes_with_its_own_ground_as_of_the_finalized_head() {
		let finalized = ticket(&[(ANCHOR, Basis::Grant(1)), (CLASS, Basis::Emergency(2))]);
		let best = ticket(&[(ANCHOR, Basis::Grant(9)), (CLASS, Basis::Emergency(2))]);
		let expected = vec![
			GrantedTarget { target: CLASS, basis: Basis::Emergency(2) },
			GrantedTarget { target: ANCHOR, basis: Basis::Grant(1) },
		];
		assert_eq!(granted(&[CLASS, ANCHOR], &best, &finalized), Ok(expected));
	}

	#[test]
	fn what_either_head_does_not_permit_is_not_covered() {
		let both = ticket(&[(ANCHOR, Basis::Grant(1)), (CLASS, Basis::Grant(1))]);
		let one = ticket(&[(ANCHOR, Basis::Grant(1))]);
		assert_eq!(granted(&[ANCHOR, CLASS], &one, &both), Err(NotCovered(CLASS)));
		assert_eq!(granted(&[ANCHOR, CLASS], &both, &one), Err(NotCovered(CLASS)));
	}

	#[test]
	fn other_months_are_another_target() {
		let both = ticket(&[(CLASS, Basis::Grant(1))]);
		let ReleaseTarget::Class { class, .. } = CLASS else { panic!("it is one") };
		for content in [None, Some(Months { from: 600, until: 611 })] {
			let other = ReleaseTarget::Class { class, content };
			assert_eq!(granted(&[other], &both, &both), Err(NotCovered(other)));
		}
	}
}
