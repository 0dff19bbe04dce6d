//! What a patient's refusals say of a provision: for calls that give, pass on or ask for one.
//!
//! A call asks what stands now. Whoever is refused *anything* of a provision may not pass it on or be given it
//! by others than the controller; who is refused *all* of it need not ask. Nothing here permits an access: the
//! decision holds refusals against each request by itself ([`crate::decide`]).

use crate::types::{Head, Provision, Refusal, Refused, Scope};
use salus_primitives::{Actor, OrganizationId, PractitionerId, Purposes, RecordClass};

/// Whom a provision is for, seen from a refusal.
pub(crate) struct Whom<'a, AccountId> {
	/// The organization.
	pub organization: OrganizationId,
	/// The one practitioner in it; none if more than one are meant, by their role or as a whole.
	pub practitioner: Option<&'a PractitionerId<AccountId>>,
}

impl<AccountId: PartialEq> Whom<'_, AccountId> {
	/// Whether a refusal of `refused` is about all who are meant here. That of a single practitioner is not about
	/// the organization.
	fn is_among(&self, refused: &Refused<AccountId>) -> bool {
		match refused {
			Refused::Everybody => true,
			Refused::Organization(organization) => *organization == self.organization,
			Refused::Practitioner(practitioner) => self.practitioner == Some(practitioner),
		}
	}
}

/// Whether the patient refuses `whom` everything that `provision` permits: each of its classes for each of its
/// purposes, be it by one refusal or by several together. So one refusal of research and one of payment refuse all
/// that is for research and payment.
///
/// Which class a listed anchor has is not known here, and all records but some are of more classes than can be
/// refused one by one: both are refused only by refusals that name no class.
pub(crate) fn refuses_all_of<AccountId: PartialEq>(
	head: &Head<AccountId>,
	whom: &Whom<AccountId>,
	provision: &Provision<AccountId>,
) -> bool {
	let is_refused = |class: Option<RecordClass>| {
		let about =
			|refusal: &&Refusal<AccountId>| refusal.class.is_none() || refusal.class == class;
		let refused = refusals_of(head, whom).filter(about).fold(0, |purposes, refusal| {
			purposes | refusal.purposes.map_or(u32::MAX, |refused| refused.0)
		});
		provision.purposes.is_within(Purposes(refused))
	};
	head.refuse_all.is_some()
		|| match &provision.scope {
			Scope::Classes(classes) => {
				!classes.is_empty() && classes.iter().all(|class| is_refused(Some(*class)))
			},
			Scope::All | Scope::AllBut(_) | Scope::Anchors(_) => is_refused(None),
		}
}

/// Whether the patient refuses `whom` anything of what `provision` permits. Which class a listed anchor has is not
/// known here: it may be any.
pub(crate) fn refuses_any_of<AccountId: PartialEq>(
	head: &Head<AccountId>,
	whom: &Whom<AccountId>,
	provision: &Provision<AccountId>,
) -> bool {
	let may_hold = |class: RecordClass| {
		matches!(provision.scope, Scope::Anchors(_)) || provision.scope.contains(class, None)
	};
	head.refuse_all.is_some()
		|| refusals_of(head, whom).any(|refusal| {
			refusal.class.is_none_or(may_hold)
				&& refusal.purposes.is_none_or(|refused| refused.0 & provision.purposes.0 != 0)
		})
}

/// Whether the patient refuses `actor` all of what `provision` permits, so that it need not ask for it.
pub(crate) fn is_all_refused<AccountId: Clone + PartialEq>(
	head: &Head<AccountId>,
	actor: &Actor<AccountId>,
	provision: &Provision<AccountId>,
) -> bool {
	is_refused(actor, |whom| refuses_all_of(head, whom, provision))
}

/// Whether the patient refuses `actor` anything of what `provision` permits, so that it can't pass it on.
pub(crate) fn is_refused_anything<AccountId: Clone + PartialEq>(
	head: &Head<AccountId>,
	actor: &Actor<AccountId>,
	provision: &Provision<AccountId>,
) -> bool {
	is_refused(actor, |whom| refuses_any_of(head, whom, provision))
}

/// Nobody who acts for no organization is refused anything.
fn is_refused<AccountId: Clone>(
	actor: &Actor<AccountId>,
	how: impl Fn(&Whom<AccountId>) -> bool,
) -> bool {
	let practitioner = actor.practitioner();
	actor.organization().is_some_and(|organization| {
		how(&Whom { organization, practitioner: practitioner.as_ref() })
	})
}

/// The refusals that are about `whom`.
fn refusals_of<'a, AccountId: PartialEq>(
	head: &'a Head<AccountId>,
	whom: &'a Whom<AccountId>,
) -> impl Iterator<Item = &'a Refusal<AccountId>> {
	let standing = head.refusals.iter().map(|standing| &standing.refusal);
	standing.filter(|refusal| whom.is_among(&refusal.whom))
}
