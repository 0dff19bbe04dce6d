//! What ended by itself: the chain writes it down once, when that gives up its place.

use super::{
	emergencies::TrailEntry,
	journal::{Fate, Granted, Journal},
};
use crate::{mock::Test, Files, Requests};
use salus_primitives::{Actor, AuditedEvent, Moment, TrailId};

/// With more grants of one patient than this, the chain may no longer know how one ended that is over.
const ENDS_KNOWN: usize = 128;

impl Journal {
	/// When a grant lapsed: its period was over before anything else ended it.
	fn lapse_of(&self, grant: &Granted) -> Option<Moment> {
		let until = grant.provision.period.until?;
		self.end_of(grant).filter(|end| *end == until)
	}

	/// Takes what entries tell of lapsed grants and requests out of them, and notes it: each is told once, by the chain.
	pub fn hear_of_lapsed(&mut self, entries: &mut Vec<TrailEntry>) -> Result<(), String> {
		let is_lapse = |event: &AuditedEvent<u64>| {
			matches!(
				event,
				AuditedEvent::ConsentLapsed { .. } | AuditedEvent::ConsentRequestLapsed { .. }
			)
		};
		let all = std::mem::take(entries).into_iter();
		let (told, others) = all.partition(|(_, _, event)| is_lapse(event));
		*entries = others;
		let told: Vec<TrailEntry> = told;
		for entry in told {
			self.note_lapse(&entry).ok_or(format!("nothing lapsed so: {entry:?}"))?;
		}
		Ok(())
	}

	fn note_lapse(&mut self, entry: &TrailEntry) -> Option<()> {
		let (TrailId::Patient(patient), Actor::Chain, event) = entry else { return None };
		let now = self.now;
		match event {
			AuditedEvent::ConsentLapsed { grant, organization, lapsed_at } => {
				let row = self.grant(patient, *grant)?;
				let all = self.grants.iter().filter(|other| other.patient == *patient).count();
				let until = row.provision.period.until.filter(|until| *until <= now);
				let is_lapsed = self.lapse_of(row).is_some() || all > ENDS_KNOWN;
				let is_told = row.organization == *organization
					&& until == Some(*lapsed_at)
					&& is_lapsed && !row.told_lapsed;
				let row =
					self.grants.iter_mut().find(|row| row.patient == *patient && row.id == *grant);
				is_told.then(|| row.map(|row| row.told_lapsed = true)).flatten()
			},
			AuditedEvent::ConsentRequestLapsed { organization } => {
				let asked = self.requests.iter_mut().find(|asked| {
					asked.patient == *patient
						&& asked.organization == *organization
						&& asked.fate == Fate::Waiting
						&& asked.lapses <= now
						&& !asked.told_lapsed
				});
				asked.map(|asked| asked.told_lapsed = true)
			},
			_ => None,
		}
	}

	/// That of all that lapsed and has given up its place the trail tells, and of nothing that has it still.
	pub fn all_lapsed_are_told(&self) -> Result<(), String> {
		for grant in &self.grants {
			let is_open = self.society.patient(&grant.patient).is_some();
			if !is_open || self.lapse_of(grant).is_none() {
				continue;
			}
			let file = Files::<Test>::get(grant.patient, grant.organization);
			if grant.told_lapsed == file.grant(grant.id).is_some() {
				return Err(format!("of the lapse of {grant:?} is not told as it should be"));
			}
		}
		for asked in &self.requests {
			let is_open = self.society.patient(&asked.patient).is_some();
			if !is_open || asked.fate != Fate::Waiting || self.now < asked.lapses {
				continue;
			}
			let stored = Requests::<Test>::get(asked.patient, asked.organization);
			if asked.told_lapsed == stored.is_some_and(|row| row.lapses_at == asked.lapses) {
				return Err(format!("of the lapse of {asked:?} is not told as it should be"));
			}
		}
		Ok(())
	}
}
