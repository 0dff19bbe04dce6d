//! What somebody refused, as it was said; and in which of the refusals that stand it lies.
//!
//! A list of refusals has an end, so some are joined, and which ones is for the pallet to choose. The model looks up
//! what it has chosen, and holds it against what was said:
//!
//! - whatever was said is refused, until the refusal that it lies in is lifted;
//! - whatever holds even in an emergency was said to, by the controller, and nothing besides;
//! - the controller's word and a representative's never lie in one refusal;
//! - nothing is joined, and nothing gives way in an emergency that was not to, while there is room.

use super::journal::{Journal, Restricted};
use crate::{mock::*, tests::content_of, Event, Refusal, Refused, Restrictions};
use salus_primitives::{Actor, AuditedEvent, PatientId, PractitionerId, RecordClass, RefusalId};
use std::collections::BTreeSet;

/// So many refusals find a place in any case.
const SURE_PLACES: usize = 31;

/// So many hold even in an emergency before another might have to give way in one.
const SURE_PLACES_IN_EMERGENCIES: usize = 30;

/// What somebody refused.
#[derive(Clone, Debug)]
pub struct Said {
	pub patient: PatientId,
	pub refusal: Refusal<u64>,
	pub by_controller: bool,
	/// The refusal that it lies in.
	pub within: RefusalId,
}

/// What the pallet told of a refusal.
struct Told {
	refusal: RefusalId,
	joined: Option<RefusalId>,
	even_in_emergency: bool,
	/// Two that became one.
	merged: Option<(RefusalId, RefusalId, RefusalId)>,
}

fn told(patient: PatientId) -> Result<Told, String> {
	let (mut told, mut merged) = (None, None);
	for record in System::events() {
		match record.event {
			RuntimeEvent::Consent(Event::Refused {
				patient: of,
				refusal,
				joined,
				even_in_emergency,
			}) if of == patient && told.is_none() => {
				told = Some((refusal, joined, even_in_emergency));
			},
			RuntimeEvent::Consent(Event::RefusalsJoined { patient: of, one, other, refusal })
				if of == patient && merged.is_none() =>
			{
				merged = Some((one, other, refusal));
			},
			other => return Err(format!("of a refusal it was told {other:?}")),
		}
	}
	let (refusal, joined, even_in_emergency) = told.ok_or("of a refusal nothing was told")?;
	Ok(Told { refusal, joined, even_in_emergency, merged })
}

/// An entry in a patient's trail.
type Left = (PatientId, Actor<u64>, AuditedEvent<u64>);

/// Writes down that `who` refused something, and says what it leaves in the trail.
pub fn refuse(
	journal: &mut Journal,
	who: u64,
	patient: PatientId,
	refusal: Refusal<u64>,
) -> Result<Vec<Left>, String> {
	let by_controller = journal.is_controller(&patient, who);
	let before = journal.standing_refusals(&patient).into_iter().cloned().collect::<Vec<_>>();
	let hard = before.iter().filter(|row| row.what.1.even_in_emergency).count();
	let Told { refusal: id, joined, even_in_emergency, merged } = told(patient)?;
	if even_in_emergency != refusal.even_in_emergency
		&& (even_in_emergency || hard < SURE_PLACES_IN_EMERGENCIES)
	{
		return Err(format!("{refusal:?} was taken for one that holds so: {even_in_emergency}"));
	}
	let content = content_of(&Refusal { even_in_emergency, ..refusal.clone() });
	if (joined.is_some() || merged.is_some()) && before.len() < SURE_PLACES {
		return Err("two were joined although there was room".into());
	}

	// What was said before is said again by the controller, or lies in others now.
	let repeated = before.iter().any(|row| row.what.0 == id);
	if let Some((one, other, into)) = merged {
		move_into(&mut journal.said, patient, &[one, other], into);
	}
	if repeated {
		let within = merged.filter(|(one, other, _)| [one, other].contains(&&id));
		let within = within.map_or(id, |(_, _, into)| into);
		for said in journal.said.iter_mut().filter(|said| said.patient == patient) {
			said.by_controller |= said.within == within;
		}
	} else {
		move_into(&mut journal.said, patient, Vec::from_iter(joined).as_slice(), id);
		let refusal = Refusal { even_in_emergency, ..refusal };
		journal.said.push(Said { patient, refusal, by_controller, within: id });
	}
	let Restrictions { refusals, .. } = Consent::restrictions(patient);
	for row in journal.refusals.iter_mut().filter(|row| row.patient == patient && row.stands()) {
		match refusals.iter().find(|standing| standing.id == row.what.0) {
			None => row.lifted = Some(journal.now),
			Some(standing) => {
				row.by_controller |= row.what.0 == id;
				let is_same = (standing.since, &standing.refusal, standing.by_controller)
					== (row.since, &row.what.1, row.by_controller);
				if !is_same {
					return Err(format!("{row:?} has become {standing:?}"));
				}
			},
		}
	}
	for standing in &refusals {
		let is_new = before.iter().all(|row| row.what.0 != standing.id);
		if is_new {
			journal.refusals.push(Restricted {
				patient,
				what: (standing.id, standing.refusal.clone()),
				by_controller: standing.by_controller,
				since: standing.since,
				lifted: None,
			});
		}
		if is_new && standing.since != journal.now {
			return Err(format!("{standing:?} was made at {}", journal.now));
		}
	}
	hold_against_what_was_said(journal, patient)?;

	let person = Actor::Person(who);
	let merged = merged.map(|(one, other, refusal)| {
		(patient, person.clone(), AuditedEvent::RefusalsJoined { one, other, refusal })
	});
	let made = AuditedEvent::RefusalMade { refusal: id, joined, even_in_emergency, content };
	Ok(merged.into_iter().chain([(patient, person, made)]).collect())
}

fn move_into(said: &mut [Said], patient: PatientId, from: &[RefusalId], into: RefusalId) {
	for said in said.iter_mut().filter(|said| said.patient == patient) {
		if from.contains(&said.within) {
			said.within = into;
		}
	}
}

/// Whether what stands is what was said.
fn hold_against_what_was_said(journal: &Journal, patient: PatientId) -> Result<(), String> {
	let rows = journal.standing_refusals(&patient);
	let said = journal.said.iter().filter(|said| said.patient == patient).collect::<Vec<_>>();
	for said in &said {
		let Some(row) = rows.iter().find(|row| row.what.0 == said.within) else {
			return Err(format!("{said:?} is refused no more"));
		};
		let (_, refusal) = &row.what;
		if row.by_controller != said.by_controller
			|| refusal.even_in_emergency != said.refusal.even_in_emergency
			|| !refuses_all_of(refusal, &said.refusal)
		{
			return Err(format!("{said:?} lies in {row:?}"));
		}
	}
	for row in rows.iter().filter(|row| row.what.1.even_in_emergency) {
		let of_row = said.iter().filter(|said| said.within == row.what.0).collect::<Vec<_>>();
		for case in cases(&row.what.1, &of_row) {
			let was_said = of_row.iter().any(|said| is_about(&said.refusal, &case));
			if is_about(&row.what.1, &case) && !was_said {
				return Err(format!("nobody said of {case:?} what {row:?} says"));
			}
		}
	}
	Ok(())
}

/// Whether everything that `inner` refuses is refused by `outer`.
fn refuses_all_of(outer: &Refusal<u64>, inner: &Refusal<u64>) -> bool {
	let whom = outer.whom == Refused::Everybody || outer.whom == inner.whom;
	let class = outer.class.is_none() || outer.class == inner.class;
	let purposes = match (outer.purposes, inner.purposes) {
		(None, _) => true,
		(Some(_), None) => false,
		(Some(outer), Some(inner)) => inner.0 & !outer.0 == 0,
	};
	whom && class && purposes
}

/// Somebody, a class and the bit of a purpose.
type Case = (Option<Refused<u64>>, RecordClass, u32);

/// Everybody, every class and every purpose that refusals tell apart, and one of each besides.
fn cases(row: &Refusal<u64>, said: &[&&Said]) -> Vec<Case> {
	let all = || said.iter().map(|said| &said.refusal).chain([row]);
	let nobody = PractitionerId::Account(u64::MAX);
	let mut people = vec![None, Some(Refused::Practitioner(nobody))];
	for refusal in all() {
		if refusal.whom != Refused::Everybody && !people.contains(&Some(refusal.whom.clone())) {
			people.push(Some(refusal.whom.clone()));
		}
	}
	let classes = all().filter_map(|refusal| refusal.class).chain([RecordClass(u16::MAX)]);
	let classes = classes.collect::<BTreeSet<_>>();
	let mut cases = Vec::new();
	for person in &people {
		for class in &classes {
			cases.extend((0..u32::BITS).map(|purpose| (person.clone(), *class, purpose)));
		}
	}
	cases
}

fn is_about(refusal: &Refusal<u64>, (person, class, purpose): &Case) -> bool {
	let whom = refusal.whom == Refused::Everybody || Some(&refusal.whom) == person.as_ref();
	whom && refusal.class.is_none_or(|refused| refused == *class)
		&& refusal.purposes.is_none_or(|refused| (refused.0 >> purpose) & 1 == 1)
}
