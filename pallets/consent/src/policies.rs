//! What governance says: what law permits without consent, and who may break the glass.
//!
//! None of it is about a patient: it stands in the authorities' own trail.

use crate::{
	content::content_hash, BreakGlass, BreakGlassTerms, BreakGlasses, Config, EnactedPolicy, Error,
	Event, Pallet, Policies, Policy, RepealedPolicies, RepealedPolicy, Scope,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{
	Actor, AuditTrail, AuditedEvent, Moment, OrganizationId, PolicyId, ProviderDirectory, TrailId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_enact_policy(mut policy: Policy, notice: Moment) -> DispatchResult {
		let now = T::Time::now();
		if notice > 0 {
			policy.period.from = policy.period.from.max(now.saturating_add(notice));
		}
		ensure!(
			policy.kinds.is_meaningful()
				&& policy.roles.is_meaningful()
				&& !matches!(policy.scope, Scope::Anchors(_)),
			Error::<T>::InvalidPolicy
		);
		ensure!(policy.period.is_long_enough(), Error::<T>::InvalidPeriod);
		ensure!(!policy.period.has_ended(now), Error::<T>::PeriodEnded);
		ensure!(!policy.scope.is_empty(), Error::<T>::EmptyScope);
		ensure!(policy.scope.names_none_twice(), Error::<T>::DuplicateInScope);
		ensure!(policy.actions.is_meaningful(), Error::<T>::InvalidActions);
		ensure!(policy.purposes.is_meaningful(), Error::<T>::InvalidPurposes);
		let content = content_hash(&policy);
		let mut book = Policies::<T>::get();
		let id = book.next;
		book.next = id.checked_add(1).ok_or(Error::<T>::MaxPoliciesExceeded)?;
		book.enacted
			.try_push(EnactedPolicy { id, enacted_at: now, policy })
			.map_err(|_| Error::<T>::MaxPoliciesExceeded)?;

		Policies::<T>::put(book);
		Self::note_act(AuditedEvent::PolicyEnacted { policy: id, content });
		Self::deposit_event(Event::PolicyEnacted { policy: id });
		Ok(())
	}

	pub(crate) fn do_repeal_policy(policy: PolicyId) -> DispatchResult {
		let now = T::Time::now();
		let mut book = Policies::<T>::get();
		let position = book
			.enacted
			.iter()
			.position(|enacted| enacted.id == policy)
			.ok_or(Error::<T>::PolicyNotFound)?;

		let enacted = book.enacted.remove(position);
		RepealedPolicies::<T>::insert(book.repealed, RepealedPolicy { enacted, repealed_at: now });
		// A policy is repealed once at most, so there are no more of these than of numbers for policies.
		book.repealed = book.repealed.saturating_add(1);
		book.repealed_at = now;
		Policies::<T>::put(book);
		Self::note_act(AuditedEvent::PolicyRepealed { policy });
		Self::deposit_event(Event::PolicyRepealed { policy });
		Ok(())
	}

	pub(crate) fn do_license_break_glass(
		organization: OrganizationId,
		terms: Option<BreakGlassTerms>,
	) -> DispatchResult {
		ensure!(
			terms.is_none() || T::Providers::is_accredited(organization, T::Time::now()),
			Error::<T>::OrganizationNotAccredited
		);

		// What waits for its review, and what was opened today, outlasts the licence.
		BreakGlasses::<T>::mutate_exists(organization, |stored| {
			let standing = BreakGlass { terms, ..stored.take().unwrap_or_default() };
			*stored = (standing != BreakGlass::default()).then_some(standing);
		});
		let BreakGlassTerms { max_open: open, max_per_day: daily } =
			terms.unwrap_or(BreakGlassTerms { max_open: 0, max_per_day: 0 });
		let is_licensed = terms.is_some();
		let event = AuditedEvent::BreakGlassLicensed { organization, is_licensed, open, daily };
		Self::note_act(event);
		Self::deposit_event(Event::BreakGlassLicensed { organization, terms });
		Ok(())
	}

	/// Appends to the trail of governance that an authority did `event`.
	fn note_act(event: AuditedEvent<T::AccountId>) {
		T::Audit::append(TrailId::Governance, Actor::Authority, event);
	}
}

/// Lets law permit everything to everybody who practises.
#[cfg(feature = "runtime-benchmarks")]
pub(crate) fn permit_all_for_benchmark<T: Config>() {
	use salus_primitives::{Actions, OrganizationKinds, Period, Purposes, Roles};

	let policy = Policy {
		kinds: OrganizationKinds::ALL,
		roles: Roles::ALL,
		scope: Scope::All,
		actions: Actions::ALL,
		purposes: Purposes::ALL,
		period: Period { from: 0, until: None },
		refusals_bind: false,
		legal_basis: [0; 32],
	};
	let enacted_at = T::Time::now();
	Policies::<T>::mutate(|book| {
		let id = book.next;
		book.next = id.saturating_add(1);
		let _ = book.enacted.try_push(EnactedPolicy { id, enacted_at, policy });
	});
}
