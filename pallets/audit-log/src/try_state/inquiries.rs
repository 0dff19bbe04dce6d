//! What always holds of what organizations have to answer for.

use crate::{
	Config, Entries, Escalated, Flagged, Inquiries, InquiriesDue, InquiryCause, Pallet, TrailHead,
};
use alloc::collections::BTreeMap;
use frame_support::ensure;
use salus_primitives::{
	day_of, AuditEntry, AuditedEvent, OrganizationId, ReportCause, Sequence, TrailId,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// A trail counts what is contested of it and not over.
	pub(super) fn check_contested(
		trail: &TrailId,
		head: &TrailHead,
		entries: &BTreeMap<Sequence, AuditEntry<T::AccountId>>,
	) -> Result<(), TryRuntimeError> {
		let contested = entries
			.iter()
			.filter_map(|(sequence, entry)| {
				Inquiries::<T>::get(entry.actor.organization()?, (trail, sequence))
			})
			.filter(|inquiry| inquiry.cause == InquiryCause::Contested && !inquiry.is_over())
			.count();
		ensure!(
			contested == usize::from(head.contested),
			"a trail does not count what is contested of it"
		);
		Ok(())
	}

	/// An inquiry is about an entry that is kept, by somebody of the organization that has to answer; what waits for it, or
	/// for the authority, is listed; and nothing else is.
	pub(super) fn check_inquiries() -> Result<(), TryRuntimeError> {
		let mut flagged: BTreeMap<OrganizationId, u32> = BTreeMap::new();
		for (organization, (trail, sequence), inquiry) in Inquiries::<T>::iter() {
			let Some(entry) = Entries::<T>::get(trail, sequence) else {
				return Err("an inquiry is about an entry that is not kept".into());
			};
			ensure!(
				entry.actor.organization() == Some(organization),
				"an organization has to answer for what was not done for it"
			);
			let is_flagged = matches!(
				&entry.event,
				AuditedEvent::ReleaseReported(report)
					if report.flaw.is_some() || report.cause == ReportCause::Downtime
			);
			ensure!(
				inquiry.cause != InquiryCause::Flagged || is_flagged,
				"what has to be answered for as flagged is no flagged release"
			);
			ensure!(
				inquiry.is_escalated || !inquiry.is_resolved,
				"the authority has resolved what was not escalated"
			);
			let key = (organization, trail, sequence);
			ensure!(
				InquiriesDue::<T>::contains_key(day_of(inquiry.due), key)
					== inquiry.is_to_be_answered(),
				"an inquiry is not listed while, and only while, it is to be answered"
			);
			ensure!(
				Escalated::<T>::contains_key(key) == inquiry.is_with_authority(),
				"an inquiry is not listed while, and only while, the authority has to see to it"
			);
			if inquiry.cause == InquiryCause::Flagged && !inquiry.is_over() {
				let open = flagged.entry(organization).or_default();
				*open = open.saturating_add(1);
			}
		}
		for (day, (organization, trail, sequence)) in InquiriesDue::<T>::iter_keys() {
			ensure!(
				Inquiries::<T>::get(organization, (trail, sequence))
					.is_some_and(|inquiry| day_of(inquiry.due) == day),
				"what is due on a day is no inquiry of that day"
			);
		}
		for (organization, trail, sequence) in Escalated::<T>::iter_keys() {
			ensure!(
				Inquiries::<T>::contains_key(organization, (trail, sequence)),
				"what waits for the authority is no inquiry"
			);
		}
		ensure!(
			Flagged::<T>::iter().collect::<BTreeMap<_, _>>() == flagged,
			"an organization's flagged releases are not counted while, and only while, they are open"
		);
		Ok(())
	}
}
