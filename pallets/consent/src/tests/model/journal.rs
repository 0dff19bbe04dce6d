//! What happened, one fact after the other, never forgotten; and the decision, by reading through all of
//! it, one rule after the other.
//!
//! Nothing here is taken from the pallet but the plain data that calls carry.

use super::{
	said::Said,
	society::{employment, has_bit, may, needed, Office, Society},
};
use crate::{
	BreakGlassTerms, EmergencyRing, Grantee, Policy, Provision, Refusal, Refused, Restriction,
	Scope,
};
use salus_primitives::{
	AccessRequest, Action, Actor, AnchorId, AuditedEvent, Basis, ClassSet, Decision, Denial,
	EmergencyFlags, GrantId, Moment, Months, NotPractising, OrganizationId, PatientId, PolicyId,
	PractitionerId, Purpose, RecordClass, RefusalId, Relation, Role, SessionId, Target, TrailId,
};
use std::collections::{BTreeMap, BTreeSet};

/// So many ends are moved out of a patient's head together.
const ENDS_PER_PAGE: usize = 32;

/// Looking through them takes so many steps.
const STEPS_OF_A_PAGE: usize = 8;

/// So many places for grants an organization's file has.
const PLACES: usize = 24;

/// Why a grant ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
	Revoked,
	Replaced,
	OrganizationRevoked,
	RevokedSince,
	Renounced,
	Displaced,
}

/// That a grant was given.
#[derive(Clone, Debug)]
pub struct Granted {
	pub patient: PatientId,
	pub organization: OrganizationId,
	pub id: GrantId,
	pub at: Moment,
	/// From which it was passed on.
	pub parent: Option<GrantId>,
	/// It does not reach confidential classes.
	pub excludes_confidential: bool,
	pub provision: Provision<u64>,
	/// When and why it was ended, itself; it also ends with its period and with its parent.
	pub ended: Option<(Moment, End)>,
	/// The trail tells that it lapsed.
	pub told_lapsed: bool,
}

/// That something was set against access, and until when.
#[derive(Clone, Debug)]
pub struct Restricted<What> {
	pub patient: PatientId,
	pub what: What,
	pub by_controller: bool,
	pub since: Moment,
	pub lifted: Option<Moment>,
}

impl<What> Restricted<What> {
	/// Whether it stood at `at`.
	pub fn stood(&self, at: Moment) -> bool {
		self.since <= at && self.lifted.is_none_or(|lifted| at < lifted)
	}

	/// Whether it stands and nobody has lifted it.
	pub fn stands(&self) -> bool {
		self.lifted.is_none()
	}
}

/// That a policy was enacted.
#[derive(Clone, Debug)]
pub struct Enacted {
	pub id: PolicyId,
	pub policy: Policy,
	pub at: Moment,
	pub repealed: Option<Moment>,
}

/// That somebody broke the glass.
#[derive(Clone, Debug)]
pub struct Opened {
	pub id: SessionId,
	pub patient: PatientId,
	pub actor: Actor<u64>,
	pub organization: OrganizationId,
	pub practitioner: PractitionerId<u64>,
	pub at: Moment,
	pub until: Moment,
	pub due: Moment,
	/// What it exceeds.
	pub flags: EmergencyFlags,
	/// It found room in the organization's list.
	pub listed: bool,
	/// Who was drawn, once somebody was.
	pub drawn: Option<Vec<OrganizationId>>,
	/// The verdicts: when, by whom, and whether it was justified.
	pub verdicts: Vec<(Moment, Actor<u64>, bool)>,
	pub answered: bool,
}

impl Opened {
	/// The last word, if it was said: the first verdict that it was justified, or the second one.
	pub fn last_word(&self) -> Option<bool> {
		let justified = self.verdicts.iter().map(|(_, _, is_justified)| *is_justified);
		let justified = justified.collect::<Vec<_>>();
		match justified[..] {
			[] | [false] => None,
			[first] => Some(first),
			[_, second] => Some(second),
			_ => panic!("there are two verdicts at most"),
		}
	}

	/// The first verdict, if it was against the practitioner and is not the last word.
	pub fn contested(&self) -> Option<&(Moment, Actor<u64>, bool)> {
		self.verdicts.first().filter(|_| self.last_word().is_none())
	}

	/// From when on anybody may judge who is independent: half of the time for the verdict is over.
	pub fn free_from(&self) -> Moment {
		let begin = self.contested().map_or(self.until, |(at, _, _)| *at);
		begin + (self.due - begin) / 2
	}
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
	Waiting,
	Withdrawn,
	Approved,
	Rejected,
	/// Rejected, and another was made since.
	Superseded,
}

/// That an organization asked for consent.
#[derive(Clone, Debug)]
pub struct Asked {
	pub patient: PatientId,
	pub organization: OrganizationId,
	pub requester: Actor<u64>,
	pub provision: Provision<u64>,
	pub lapses: Moment,
	pub fate: Fate,
	/// It was made although another of the organization had been rejected not long ago.
	pub follows: bool,
	/// The trail tells that it lapsed.
	pub told_lapsed: bool,
}

/// Everything that happened.
#[derive(Clone, Debug, Default)]
pub struct Journal {
	/// What the call that was recorded last leaves in trails besides what it is for.
	pub besides: Vec<(TrailId, Actor<u64>, AuditedEvent<u64>)>,
	pub now: Moment,
	pub society: Society,
	pub grants: Vec<Granted>,
	/// Refusals as they stand or stood, each with its number.
	pub refusals: Vec<Restricted<(RefusalId, Refusal<u64>)>>,
	/// What was said of which they are made.
	pub said: Vec<Said>,
	/// Refusals of everything: whether they hold even in emergencies.
	pub refusals_of_all: Vec<Restricted<bool>>,
	pub opt_outs: Vec<Restricted<()>>,
	pub marks: Vec<Restricted<RecordClass>>,
	/// All classes but these.
	pub marks_of_all: Vec<Restricted<BTreeSet<RecordClass>>>,
	/// The emergency ring of each patient that has one, since when, and whether the controller set it.
	pub rings: BTreeMap<PatientId, (EmergencyRing, Moment, bool)>,
	pub policies: Vec<Enacted>,
	pub sessions: Vec<Opened>,
	pub requests: Vec<Asked>,
	pub licences: BTreeMap<OrganizationId, BreakGlassTerms>,
	/// Moments before this one need not be known any more.
	pub forgotten_before: Moment,
}

/// What may be answered, and by which of the rules.
#[derive(Clone, Debug)]
pub struct Answer {
	/// The answer. Where several grants or policies permit it, it names the oldest.
	pub decision: Decision,
	/// What it came of, to be counted.
	pub why: &'static str,
	/// How many facts about the past somebody without this journal may have to look through.
	pub steps: usize,
}

/// The records that are asked for.
struct Asking {
	class: RecordClass,
	anchor: Option<AnchorId>,
	content: Option<Months>,
	author: Option<(OrganizationId, PractitionerId<u64>)>,
}

fn one(decision: Decision, why: &'static str) -> Answer {
	Answer { decision, why, steps: 0 }
}

impl Journal {
	/// The grant, if there ever was one with that number.
	pub fn grant(&self, patient: &PatientId, id: GrantId) -> Option<&Granted> {
		self.grants.iter().find(|grant| grant.patient == *patient && grant.id == id)
	}

	/// Whether a grant has been given, and has not ended: by itself, by somebody, with its parent. It may
	/// be for a time to come.
	pub fn is_live(&self, grant: &Granted, at: Moment) -> bool {
		let parent_is = |parent| {
			let parent = self.grant(&grant.patient, parent).expect("parents were granted");
			self.is_live(parent, at)
		};
		grant.at <= at
			&& grant.ended.is_none_or(|(ended, _)| at < ended)
			&& grant.provision.period.until.is_none_or(|until| at < until)
			&& grant.parent.is_none_or(parent_is)
	}

	/// When a grant ended, if it has: by somebody, with its period or with its parent.
	pub fn end_of(&self, grant: &Granted) -> Option<Moment> {
		let parent = grant.parent.and_then(|parent| self.grant(&grant.patient, parent));
		let ends = [
			grant.ended.map(|(ended, _)| ended),
			grant.provision.period.until,
			parent.and_then(|parent| self.end_of(parent)),
		];
		ends.into_iter().flatten().filter(|end| *end <= self.now).min()
	}

	/// The live grants of a patient.
	pub fn live(&self, patient: &PatientId) -> Vec<&Granted> {
		let all = self.grants.iter().filter(|grant| grant.patient == *patient);
		all.filter(|grant| self.is_live(grant, self.now)).collect()
	}

	/// What a patient has set against access and not lifted.
	pub fn restricted(&self, patient: &PatientId) -> Vec<Restriction<u64>> {
		self.restricted_when(patient, |_, lifted| lifted.is_none())
	}

	/// What a patient had set against access just before `moment`.
	pub fn restricted_before(&self, patient: &PatientId, moment: Moment) -> Vec<Restriction<u64>> {
		self.restricted_when(patient, |since, lifted| {
			since < moment && lifted.is_none_or(|lifted| moment <= lifted)
		})
	}

	fn restricted_when(
		&self,
		patient: &PatientId,
		stood: impl Fn(Moment, Option<Moment>) -> bool,
	) -> Vec<Restriction<u64>> {
		fn of<'a, What: Clone>(
			all: &'a [Restricted<What>],
			patient: &'a PatientId,
			stood: &'a impl Fn(Moment, Option<Moment>) -> bool,
		) -> impl Iterator<Item = What> + 'a {
			let of_patient = all.iter().filter(move |row| row.patient == *patient);
			of_patient.filter(|row| stood(row.since, row.lifted)).map(|row| row.what.clone())
		}
		let refusals = of(&self.refusals, patient, &stood);
		let all = of(&self.refusals_of_all, patient, &stood);
		let out = of(&self.opt_outs, patient, &stood);
		let marks = of(&self.marks, patient, &stood);
		let marks_of_all = of(&self.marks_of_all, patient, &stood).map(|exceptions| {
			let exceptions = ClassSet::truncate_from(exceptions.into_iter().collect());
			Restriction::AllConfidential { exceptions }
		});
		refusals
			.map(|(_, refusal)| Restriction::Refusal(refusal))
			.chain(all.map(|even_in_emergency| Restriction::All { even_in_emergency }))
			.chain(out.map(|()| Restriction::Emergencies))
			.chain(marks.map(Restriction::Confidential))
			.chain(marks_of_all)
			.collect()
	}

	/// Whether representatives were kept from a class.
	pub fn was_confidential(&self, patient: &PatientId, class: RecordClass, at: Moment) -> bool {
		let mut marks = self.marks.iter();
		let mut of_all = self.marks_of_all.iter();
		marks.any(|mark| mark.patient == *patient && mark.what == class && mark.stood(at))
			|| of_all
				.any(|all| all.patient == *patient && !all.what.contains(&class) && all.stood(at))
	}

	/// Answers a request about a moment.
	pub fn decide(&self, request: &AccessRequest<u64>, at: Moment) -> Answer {
		// What is forgotten is forgotten of everybody, there or not.
		if at < self.now {
			if at < self.forgotten_before {
				return one(Decision::Unknown, "forgotten");
			}
			if self.society.office(&request.actor).err() == Some(NotPractising::NoLongerKnown) {
				return one(Decision::Unknown, "no longer known");
			}
		}
		// 1: unknown or closed patient, unknown anchor, months that are none.
		if self.society.patient(&request.patient).is_none() {
			return one(Decision::Deny(Denial::UnknownOrClosedPatient), "no such patient");
		}
		let asking = match request.target {
			Target::Class { class, content } => {
				if content.is_some_and(|months| (months.from..months.until).next().is_none()) {
					return one(Decision::Deny(Denial::UnknownRecord), "months that are none");
				}
				Asking { class, anchor: None, content, author: None }
			},
			Target::Anchor(anchor) => {
				let known = self.society.records.get(&(request.patient, anchor));
				let Some(record) = known.filter(|record| record.at <= at) else {
					return one(Decision::Deny(Denial::UnknownRecord), "no such record");
				};
				// Correcting shows nothing, and puts right what was withheld wrongly.
				let is_withheld = record.withheld.is_some_and(|since| since <= at);
				if is_withheld && request.action != Action::Correct {
					return one(Decision::Deny(Denial::Withheld), "withheld");
				}
				Asking {
					class: record.class,
					anchor: Some(anchor),
					content: Some(record.content),
					author: record.author.clone(),
				}
			},
		};
		match employment(&request.actor) {
			None => self.decide_for_person(request, &asking, at),
			Some((organization, practitioner)) => {
				self.decide_for_practitioner(request, &asking, organization, practitioner, at)
			},
		}
	}

	/// 2: the patient, representatives, devices.
	fn decide_for_person(
		&self,
		request: &AccessRequest<u64>,
		asking: &Asking,
		at: Moment,
	) -> Answer {
		let relation = match &request.actor {
			Actor::Person(account) => self.society.relation(&request.patient, *account),
			_ => None,
		};
		match relation.unwrap_or(Relation::Stranger) {
			Relation::Controller => one(Decision::Permit(Basis::Patient), "the patient"),
			relation @ Relation::Representative(_) if may(&relation, needed(request.action)) => {
				let confidential = self.was_confidential(&request.patient, asking.class, at);
				let mut answer = if confidential {
					one(Decision::Deny(Denial::Refused), "a representative, confidential")
				} else {
					one(Decision::Permit(Basis::Representative), "a representative")
				};
				answer.steps = self.lifted_since(&request.patient, at) + 1;
				answer
			},
			Relation::Device { classes, by_representative }
				if request.action == Action::Collect
					&& asking.anchor.is_none()
					&& classes.contains(&asking.class) =>
			{
				let confidential = self.was_confidential(&request.patient, asking.class, at);
				let mut answer = if by_representative && confidential {
					one(Decision::Deny(Denial::Refused), "a device, confidential")
				} else {
					one(Decision::Permit(Basis::Device), "a device")
				};
				answer.steps = self.lifted_since(&request.patient, at) + 1;
				answer
			},
			_ => {
				let reason = NotPractising::NotAPractitioner;
				one(Decision::Deny(Denial::NotPractising(reason)), "nobody")
			},
		}
	}

	/// 3 to 7: whoever acts for an organization.
	fn decide_for_practitioner(
		&self,
		request: &AccessRequest<u64>,
		asking: &Asking,
		organization: OrganizationId,
		practitioner: PractitionerId<u64>,
		at: Moment,
	) -> Answer {
		// 3: not practising; the author.
		let office = match self.society.office(&request.actor) {
			Err(NotPractising::NoLongerKnown) => return one(Decision::Unknown, "no longer known"),
			Err(reason) => {
				return one(Decision::Deny(Denial::NotPractising(reason)), "not practising");
			},
			Ok(office) => office,
		};
		let steps = self.steps(&request.patient, organization, at);
		let answer = |decision, why| Answer { decision, why, steps };
		if let Some((author, writer)) = &asking.author {
			let own = *author == organization;
			let wrote_it = own || office.predecessors.contains(author);
			let treats =
				[Role::Physician, Role::Nurse, Role::Pharmacist, Role::Laboratory, Role::Emergency];
			let treats = treats.into_iter().any(|role| office.has(role));
			let by_name = Some(&practitioner);
			let shunned = self.is_refused_by_name(request, asking, &practitioner, at);
			if request.action == Action::Correct && wrote_it && treats {
				if Some(writer) == by_name && shunned {
					return answer(Decision::Permit(Basis::Author), "the author, refused by name");
				}
				if !shunned {
					let why = if own { "the author" } else { "the author's successor" };
					return answer(Decision::Permit(Basis::Author), why);
				}
			}
		}

		let confidential = self.was_confidential(&request.patient, asking.class, at);
		let grants =
			self.permitting_grants(request, asking, organization, &office, at, confidential);
		let policies = self.permitting_policies(request, asking, &office, at);
		let sessions =
			self.permitting_sessions(request, asking, organization, &practitioner, &office, at);
		let oldest = |bases: &[Basis]| Decision::Permit(*bases.first().expect("there is one"));

		// 4: refusals.
		let refusals = self.refusals_against(request, asking, organization, &practitioner, at);
		if !refusals.is_empty() {
			let unbound = policies.iter().filter(|(_, binds)| !binds).map(|(basis, _)| *basis);
			let unbound = unbound.collect::<Vec<_>>();
			if !unbound.is_empty() {
				return answer(oldest(&unbound), "a policy over a refusal");
			}
			let even_in_emergency = refusals.into_iter().any(|even| even);
			let denied = Decision::Deny(Denial::Refused);
			return match (sessions.is_empty(), even_in_emergency, grants.is_empty()) {
				(true, _, _) => answer(denied, "refused"),
				(false, true, _) => answer(denied, "refused, even in an emergency"),
				(false, false, false) => {
					answer(oldest(&sessions), "a session over a refused grant")
				},
				(false, false, true) => answer(oldest(&sessions), "a session over a refusal"),
			};
		}
		// 5: grants, policies.
		if !grants.is_empty() {
			let why = self.kind_of_grant(&request.patient, &grants[..1], at);
			return answer(oldest(&grants), why);
		}
		if let Some((basis, _)) = policies.first() {
			return answer(Decision::Permit(*basis), "a policy");
		}
		// 6: emergencies.
		if !sessions.is_empty() {
			return answer(oldest(&sessions), "a session");
		}
		// 7: nothing.
		let careless = self.permitting_grants(request, asking, organization, &office, at, false);
		let kept = !careless.is_empty();
		let why = if kept { "a confidential class, kept from a grant" } else { "nothing" };
		answer(Decision::Deny(Denial::NotGranted), why)
	}

	/// Whether a refusal of this very practitioner stood against it.
	fn is_refused_by_name(
		&self,
		request: &AccessRequest<u64>,
		asking: &Asking,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> bool {
		self.refusals.iter().any(|refused| {
			let (_, refusal) = &refused.what;
			refused.patient == request.patient
				&& refused.stood(at)
				&& refusal.whom == Refused::Practitioner(practitioner.clone())
				&& refusal.class.is_none_or(|class| class == asking.class)
				&& refusal.purposes.is_none_or(|set| has_bit(set.0, request.purpose as u32))
		})
	}

	/// The grants that permitted it, to a class that was `confidential` or not; the oldest first.
	fn permitting_grants(
		&self,
		request: &AccessRequest<u64>,
		asking: &Asking,
		organization: OrganizationId,
		office: &Office,
		at: Moment,
		confidential: bool,
	) -> Vec<Basis> {
		let mut found = Vec::new();
		for grant in &self.grants {
			let provision = &grant.provision;
			if grant.patient == request.patient
				&& grant.organization == organization
				&& self.is_live(grant, at)
				&& provision.period.from <= at
				&& names(&provision.grantee, &request.actor, office)
				&& in_scope(&provision.scope, asking.class, asking.anchor)
				&& within_months(provision.content, asking.content)
				&& has_bit(provision.actions.0.into(), request.action as u32)
				&& has_bit(provision.purposes.0, request.purpose as u32)
				&& !(grant.excludes_confidential && confidential)
				&& !(grant.parent.is_some() && self.society.had_died(&request.patient, at))
			{
				found.push(Basis::Grant(grant.id));
			}
		}
		found
	}

	/// What is remarkable about grants that permit something.
	fn kind_of_grant(&self, patient: &PatientId, bases: &[Basis], at: Moment) -> &'static str {
		let granted = |basis: &Basis| match basis {
			Basis::Grant(id) => self.grant(patient, *id),
			_ => None,
		};
		let all = bases.iter().filter_map(granted).collect::<Vec<_>>();
		let passed_on = all.iter().all(|grant| grant.parent.is_some());
		let over = at < self.now && all.iter().all(|grant| !self.is_live(grant, self.now));
		match (passed_on, over) {
			(false, false) => "a grant",
			(false, true) => "an ended grant",
			(true, false) => "a referral",
			(true, true) => "an ended referral",
		}
	}

	/// The policies that permitted it, and whether refusals bind them; the oldest first.
	fn permitting_policies(
		&self,
		request: &AccessRequest<u64>,
		asking: &Asking,
		office: &Office,
		at: Moment,
	) -> Vec<(Basis, bool)> {
		let mut found = Vec::new();
		for enacted in &self.policies {
			let policy = &enacted.policy;
			if enacted.at <= at
				&& enacted.repealed.is_none_or(|repealed| at < repealed)
				&& policy.period.from <= at
				&& policy.period.until.is_none_or(|until| at < until)
				&& has_bit(policy.kinds.0.into(), office.kind as u32)
				&& policy.roles.0 & office.roles.0 != 0
				&& in_scope(&policy.scope, asking.class, asking.anchor)
				&& has_bit(policy.actions.0.into(), request.action as u32)
				&& has_bit(policy.purposes.0, request.purpose as u32)
			{
				found.push((Basis::Policy(enacted.id), policy.refusals_bind));
			}
		}
		found
	}

	/// The emergency sessions that permitted it.
	fn permitting_sessions(
		&self,
		request: &AccessRequest<u64>,
		asking: &Asking,
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		office: &Office,
		at: Moment,
	) -> Vec<Basis> {
		let for_emergencies = request.purpose == Purpose::EmergencyTreatment
			&& match request.action {
				Action::Access => true,
				Action::Collect => asking.anchor.is_none(),
				Action::Correct | Action::Disclose | Action::Use => false,
			};
		let opted_out =
			self.opt_outs.iter().any(|out| out.patient == request.patient && out.stood(at));
		let has_died = self.society.had_died(&request.patient, at);
		if !for_emergencies || opted_out || has_died || !office.has(Role::Emergency) {
			return Vec::new();
		}
		let open = self.sessions.iter().filter(|session| {
			session.patient == request.patient
				&& session.organization == organization
				&& session.practitioner == *practitioner
				&& session.at <= at
				&& at < session.until
		});
		open.map(|session| Basis::Emergency(session.id)).collect()
	}

	/// The refusals that stood against it: of each whether it held even in an emergency.
	fn refusals_against(
		&self,
		request: &AccessRequest<u64>,
		asking: &Asking,
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> Vec<bool> {
		let mut found = Vec::new();
		for all in &self.refusals_of_all {
			if all.patient == request.patient && all.stood(at) {
				found.push(all.what);
			}
		}
		for refused in &self.refusals {
			let (_, refusal) = &refused.what;
			if refused.patient == request.patient
				&& refused.stood(at)
				&& is_meant(&refusal.whom, organization, practitioner)
				&& refusal.class.is_none_or(|class| class == asking.class)
				&& refusal.purposes.is_none_or(|set| has_bit(set.0, request.purpose as u32))
			{
				found.push(refusal.even_in_emergency);
			}
		}
		found
	}

	/// How many restrictions of a patient were lifted after `at`, having stood.
	pub fn lifted_since(&self, patient: &PatientId, at: Moment) -> usize {
		fn lifted<What>(all: &[Restricted<What>], patient: &PatientId, at: Moment) -> usize {
			let of_patient = all.iter().filter(|each| each.patient == *patient);
			let lifted = of_patient.filter(|each| each.lifted.is_some_and(|lifted| at < lifted));
			lifted.filter(|each| each.lifted != Some(each.since)).count()
		}
		lifted(&self.refusals, patient, at)
			+ lifted(&self.refusals_of_all, patient, at)
			+ lifted(&self.opt_outs, patient, at)
			+ lifted(&self.marks, patient, at)
			+ lifted(&self.marks_of_all, patient, at)
	}

	/// How many things somebody has to look through, at the most, who knows the present and wants to know
	/// what was the case at `at`.
	fn steps(&self, patient: &PatientId, organization: OrganizationId, at: Moment) -> usize {
		let of_patient = self.grants.iter().filter(|grant| grant.patient == *patient);
		let pages = of_patient.clone().count() / ENDS_PER_PAGE * STEPS_OF_A_PAGE;
		let grants =
			of_patient.filter(|grant| grant.organization == organization && at < grant.at).count();
		let sessions = self.sessions.iter().filter(|session| {
			session.patient == *patient && session.organization == organization && at < session.at
		});
		let repealed = self.policies.iter();
		let repealed =
			repealed.filter(|enacted| enacted.repealed.is_some_and(|repealed| at < repealed));
		let places = PLACES + 3;
		let lifted = self.lifted_since(patient, at);
		pages + grants + sessions.count() + repealed.count() + lifted + places
	}
}

/// Whether a grant is for somebody.
pub fn names(grantee: &Grantee<u64>, actor: &Actor<u64>, office: &Office) -> bool {
	match (grantee, actor) {
		(Grantee::Organization, _) => true,
		(Grantee::Role(role), _) => office.has(*role),
		(Grantee::Practitioner(named), Actor::Practitioner { account, .. }) => named == account,
		(Grantee::Pseudonym(named), Actor::Gateway { practitioner, .. }) => named == practitioner,
		_ => false,
	}
}

/// Whether a refusal is about somebody.
pub fn is_meant(
	whom: &Refused<u64>,
	organization: OrganizationId,
	practitioner: &PractitionerId<u64>,
) -> bool {
	match whom {
		Refused::Everybody => true,
		Refused::Organization(refused) => *refused == organization,
		Refused::Practitioner(refused) => refused == practitioner,
	}
}

/// Whether records are in scope.
pub fn in_scope(scope: &Scope, class: RecordClass, anchor: Option<AnchorId>) -> bool {
	match scope {
		Scope::All => true,
		Scope::Classes(listed) => listed.contains(&class),
		Scope::AllBut(listed) => !listed.contains(&class),
		Scope::Anchors(listed) => listed.iter().any(|each| Some(*each) == anchor),
	}
}

/// Whether months lie in those that are permitted.
pub fn within_months(permitted: Option<Months>, asked: Option<Months>) -> bool {
	match (permitted, asked) {
		(None, _) => true,
		(Some(_), None) => false,
		(Some(permitted), Some(asked)) => {
			let mut months = asked.from..asked.until;
			let (first, last) = (months.next(), months.next_back());
			let is_permitted = |month: u16| permitted.from <= month && month < permitted.until;
			first.is_some_and(is_permitted) && last.is_none_or(is_permitted)
		},
	}
}
