//! What every call needs, said a second time and plainly; and what it adds to the journal.

use super::{
	journal::{
		in_scope, is_meant, names, within_months, Asked, Enacted, End, Fate, Granted, Journal,
		Restricted,
	},
	society::{employment, may, Office},
};
use crate::{
	mock::{Test, DAY, HOUR},
	tests::content_of,
	Call, EmergencyRing, Envelope, Grantee, Policy, Provision, Refusal, Refused, Scope,
};
use salus_primitives::{
	Actor, AuditedEvent, Commitment, GrantId, Months, OrganizationId, PatientId, Period, Power,
	PractitionerId, RecordClass, Relation, RequestBar, Role, TrailId,
};
use std::collections::BTreeSet;

/// The bounds and periods that the pallet and its mock promise.
pub mod promised {
	use super::{DAY, HOUR};

	pub const OWN_GRANTS: usize = 16;
	pub const REFERRED_GRANTS: usize = 8;
	pub const LIVE_GRANTS: usize = 96;
	pub const DEPTH: usize = 3;
	pub const CHILDREN: usize = 8;
	pub const CLASSES: usize = 16;
	pub const CONFIDENTIAL: usize = 16;
	pub const POLICIES: usize = 32;
	pub const LISTED_REVIEWS: usize = 64;
	pub const OVERDUE_REVIEWS: usize = 2;
	pub const SESSION_HOURS: u8 = 24;
	pub const FLAGGED_HOURS: u8 = 4;
	pub const SHORTEST_PERIOD: u64 = 60_000;
	pub const REQUEST_LIFETIME: u64 = 7 * DAY;
	pub const REVIEW_PERIOD: u64 = 4 * DAY;
	pub const SHORT_REVIEW_PERIOD: u64 = 2 * DAY;
	pub const ANSWER_PERIOD: u64 = DAY;
	pub const DRAWS: usize = 16;
	pub const REVIEWERS: usize = 2;
	pub const AN_HOUR: u64 = HOUR;
	pub const A_DAY: u64 = DAY;
	pub const ACTIONS: u32 = 0x1f;
	pub const PURPOSES: u32 = 0x1fff;
	pub const KINDS: u32 = 0xff;
	pub const ROLES: u32 = 0x1ff;
}
use promised::*;

/// Who makes a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
	Nobody,
	Root,
	Account(u64),
}

/// What speaks against a call.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
	/// Each of these is a reason to refuse it; without any, it succeeds.
	pub reasons: Vec<&'static str>,
	/// Each of these may be one: it hangs on what nobody can know for certain.
	pub doubts: Vec<&'static str>,
}

impl Verdict {
	pub fn unless(&mut self, holds: bool, reason: &'static str) {
		if !holds {
			self.reasons.push(reason);
		}
	}

	/// Whether the call surely succeeds.
	pub fn is_clear(&self) -> bool {
		self.reasons.is_empty() && self.doubts.is_empty()
	}
}

/// What a call leaves in a patient's trail.
pub type Entry = Option<(PatientId, Actor<u64>, AuditedEvent<u64>)>;

/// Whether the set says something, and nothing without a meaning.
fn is_sensible(bits: u32, known: u32) -> bool {
	bits != 0 && bits | known == known
}

fn contains_all(mine: u32, theirs: u32) -> bool {
	mine | theirs == mine
}

/// Whether every record in `inner` is in `outer`, as far as the two lists tell.
fn scope_lies_within(inner: &Scope, outer: &Scope) -> bool {
	match (inner, outer) {
		(_, Scope::All) => true,
		(Scope::Classes(classes), outer @ (Scope::Classes(_) | Scope::AllBut(_))) => {
			classes.iter().all(|class| in_scope(outer, *class, None))
		},
		(Scope::AllBut(mine), Scope::AllBut(theirs)) => {
			theirs.iter().all(|class| mine.contains(class))
		},
		(Scope::Anchors(mine), Scope::Anchors(theirs)) => {
			mine.iter().all(|anchor| theirs.contains(anchor))
		},
		_ => false,
	}
}

fn period_lies_within(inner: &Period, outer: &Period) -> bool {
	let (inner_end, outer_end) =
		(inner.until.map_or(u128::MAX, u128::from), outer.until.map_or(u128::MAX, u128::from));
	outer.from <= inner.from && inner_end <= outer_end
}

/// Whether everything that `inner` permits, `outer` permits, whoever may use it.
fn lies_within(inner: &Provision<u64>, outer: &Provision<u64>) -> bool {
	let months_fit = match (inner.content, outer.content) {
		(None, None) => true,
		(inner, outer) => within_months(outer, inner),
	};
	months_fit
		&& scope_lies_within(&inner.scope, &outer.scope)
		&& contains_all(outer.actions.0.into(), inner.actions.0.into())
		&& contains_all(outer.purposes.0, inner.purposes.0)
		&& period_lies_within(&inner.period, &outer.period)
}

impl Journal {
	/// What speaks against a call.
	pub fn verdict(&self, signer: Signer, call: &Call<Test>) -> Verdict {
		let mut verdict = Verdict::default();
		match (signer, call) {
			(Signer::Root, Call::enact_policy { policy }) => self.policy(&mut verdict, policy),
			(Signer::Root, Call::repeal_policy { policy }) => {
				match self.policies.iter().find(|enacted| enacted.id == *policy) {
					None => verdict.reasons.push("PolicyNotFound"),
					Some(enacted) if enacted.repealed.is_some() => {
						verdict.reasons.push("PolicyNotFound");
					},
					Some(_) => (),
				}
			},
			(Signer::Root, Call::license_break_glass { organization, terms }) => {
				let fits = terms.is_none() || self.society.is_accredited(*organization);
				verdict.unless(fits, "OrganizationNotAccredited");
			},
			(
				_,
				Call::enact_policy { .. }
				| Call::repeal_policy { .. }
				| Call::license_break_glass { .. },
			) => verdict.reasons.push("BadOrigin"),
			(Signer::Account(who), call) => self.verdict_for(&mut verdict, who, call),
			(_, _) => verdict.reasons.push("BadOrigin"),
		}
		verdict
	}

	fn verdict_for(&self, verdict: &mut Verdict, who: u64, call: &Call<Test>) {
		match call {
			Call::grant { patient, organization, provision, terms: _, envelope } => {
				let asks = (*patient, *organization);
				self.giving(verdict, who, asks, provision, envelope.as_ref());
				self.room_for_own(verdict, patient, *organization);
			},
			Call::revoke { patient, grant } => {
				self.consenter(verdict, patient, who);
				self.live_grant(verdict, patient, *grant);
			},
			Call::amend { patient, grant, provision, terms: _, envelope } => {
				self.own_live_grant(verdict, patient, *grant);
				let old = self.grant(patient, *grant);
				let organization = old.map_or(OrganizationId::MAX, |grant| grant.organization);
				let asks = (*patient, organization);
				self.giving(verdict, who, asks, provision, envelope.as_ref());
			},
			Call::exclude_class { patient, grant, class } => {
				self.consenter(verdict, patient, who);
				self.own_live_grant(verdict, patient, *grant);
				if let Some(grant) = self.grant(patient, *grant) {
					let scope = &grant.provision.scope;
					let listed = matches!(scope, Scope::Anchors(_));
					verdict.unless(!listed && in_scope(scope, *class, None), "ClassNotInScope");
					let full = matches!(scope, Scope::AllBut(list) if list.len() == CLASSES);
					verdict.unless(!full, "MaxClassesExceeded");
				}
			},
			Call::revoke_organization { patient, organization } => {
				self.consenter(verdict, patient, who);
				let live = self.live(patient);
				let any = live.iter().any(|grant| grant.organization == *organization);
				verdict.unless(any, "NothingToDo");
			},
			Call::revoke_since { patient, since } => {
				self.consenter(verdict, patient, who);
				let any = self.live(patient).iter().any(|grant| *since <= grant.at);
				verdict.unless(any, "NothingToDo");
			},
			Call::renounce { patient, capacity, grant } => {
				// Who gives back learns no more than that there is nothing to give back.
				verdict.unless(self.society.patient(patient).is_some(), "GrantNotFound");
				let actor = Actor::new(who, *capacity);
				let office = self.practising(verdict, &actor);
				self.live_grant(verdict, patient, *grant);
				let Some((organization, _)) = employment(&actor) else { return };
				if let (Some(grant), Some(office)) = (self.grant(patient, *grant), office) {
					self.held_by(verdict, grant, organization);
					let named = match grant.provision.grantee {
						Grantee::Practitioner(_) | Grantee::Pseudonym(_) => {
							names(&grant.provision.grantee, &actor, &office)
						},
						Grantee::Organization | Grantee::Role(_) => false,
					};
					verdict.unless(named || office.has(Role::PrivacyOfficer), "GrantNotFound");
				}
			},
			Call::replace_envelope { patient, grant, envelope } => {
				self.consenter(verdict, patient, who);
				self.thawed(verdict, patient);
				self.live_grant(verdict, patient, *grant);
				if let Some(grant) = self.grant(patient, *grant) {
					let (organization, grantee) = (grant.organization, &grant.provision.grantee);
					self.envelope(verdict, patient, organization, grantee, envelope);
					self.recipient(verdict, organization, grantee);
					let named = named_practitioner(grantee);
					let refused =
						self.refuses_all_of(patient, organization, named, &grant.provision);
					verdict.unless(!refused, "Refused");
				}
			},
			Call::refer { patient, capacity, parent, organization, provision, envelope } => {
				let actor = Actor::new(who, *capacity);
				let asks = (*patient, *organization);
				self.passing_on(verdict, &actor, asks, *parent, provision, envelope.as_ref());
			},
			Call::request_consent { patient, capacity, provision, reason: _ } => {
				// Nothing of this is about the patient.
				let _ = patient;
				let actor = Actor::new(who, *capacity);
				self.practising(verdict, &actor);
				let Some((organization, _)) = employment(&actor) else { return };
				self.provision(verdict, organization, provision);
			},
			Call::withdraw_request { patient: _, capacity } => {
				self.practising(verdict, &Actor::new(who, *capacity));
			},
			Call::approve_request { patient, organization, provision, terms: _, envelope } => {
				let asked = self.waiting_request(verdict, patient, *organization);
				let asks = (*patient, *organization);
				self.giving(verdict, who, asks, provision, envelope.as_ref());
				self.room_for_own(verdict, patient, *organization);
				let Some(asked) = asked else { return };
				let (wanted, given) = (&asked.provision.grantee, &provision.grantee);
				let fits = matches!(wanted, Grantee::Organization) || wanted == given;
				let fits = fits && lies_within(provision, &asked.provision);
				verdict.unless(fits, "RequestExceeded");
				let signed = account_of(&asked.requester) == Some(who);
				verdict.unless(!signed, "CannotApproveOwnRequest");
			},
			Call::reject_request { patient, organization } => {
				self.consenter(verdict, patient, who);
				self.waiting_request(verdict, patient, *organization);
			},
			Call::refuse { patient, refusal } => {
				self.consenter(verdict, patient, who);
				let purposes = refusal.purposes;
				let sensible = purposes.is_none_or(|set| is_sensible(set.0, PURPOSES));
				verdict.unless(sensible, "InvalidPurposes");
				if refusal.even_in_emergency {
					self.closing_emergencies(verdict, patient, who);
				}
				let stands = self.standing_refusals(patient);
				let mut same = stands.iter().filter(|standing| standing.what.1 == *refusal);
				if same.clone().any(|same| same.by_controller) {
					verdict.reasons.push("NothingToDo");
				} else if let Some(same) = same.next() {
					self.not_said_yet(verdict, same, who);
				}
				// If there is no more room for such, it may be the same as one that gives way.
				let softer = Refusal { even_in_emergency: false, ..refusal.clone() };
				if stands.iter().any(|standing| standing.what.1 == softer) {
					let hard = stands.iter().filter(|standing| standing.what.1.even_in_emergency);
					if hard.count() >= 30 {
						verdict.doubts.push("NothingToDo");
					}
				}
			},
			Call::lift_refusal { patient, refusal } => {
				self.consenter(verdict, patient, who);
				self.thawed(verdict, patient);
				let stands = self.standing_refusals(patient);
				match stands.iter().find(|standing| standing.what.0 == *refusal) {
					None => verdict.reasons.push("RefusalNotFound"),
					Some(standing) => self.not_controllers(verdict, standing, who),
				}
			},
			Call::refuse_all { patient, even_in_emergency } => {
				self.consenter(verdict, patient, who);
				if *even_in_emergency {
					self.closing_emergencies(verdict, patient, who);
				}
				match self
					.refusals_of_all
					.iter()
					.find(|all| all.patient == *patient && all.stands())
				{
					Some(all) if all.what == *even_in_emergency => {
						self.not_said_yet(verdict, all, who);
					},
					Some(all) if all.what => {
						self.not_controllers(verdict, all, who);
						self.thawed(verdict, patient);
					},
					_ => (),
				}
			},
			Call::lift_refuse_all { patient } => {
				self.lifting(verdict, patient, who, &self.refusals_of_all, |_| true);
			},
			Call::opt_out_of_emergencies { patient } => {
				self.consenter(verdict, patient, who);
				self.closing_emergencies(verdict, patient, who);
				let mut outs = self.opt_outs.iter();
				let said = outs.any(|out| out.patient == *patient && out.stands());
				verdict.unless(!said, "NothingToDo");
			},
			Call::opt_in_to_emergencies { patient } => {
				self.lifting(verdict, patient, who, &self.opt_outs, |_| true);
			},
			Call::set_emergency_ring { patient, ring } => {
				self.consenter(verdict, patient, who);
				self.thawed(verdict, patient);
				self.ring(verdict, patient, ring, self.is_controller(patient, who));
			},
			Call::remove_emergency_ring { patient } => {
				self.consenter(verdict, patient, who);
				self.thawed(verdict, patient);
				match self.rings.get(patient) {
					None => verdict.reasons.push("NothingToDo"),
					Some((_, _, by_controller)) => {
						let may = !by_controller || self.is_controller(patient, who);
						verdict.unless(may, "NotAuthorized");
					},
				}
			},
			Call::mark_confidential { patient, class } => {
				self.controller(verdict, patient, who);
				verdict.unless(!self.is_marked(patient, *class), "NothingToDo");
			},
			Call::mark_all_confidential { patient, exceptions } => {
				self.controller(verdict, patient, who);
				if let Some(all) = standing(&self.marks_of_all, patient) {
					let exceptions = exceptions.iter().copied().collect::<BTreeSet<_>>();
					verdict.unless(all.what != exceptions, "NothingToDo");
					if !exceptions.is_subset(&all.what) {
						self.thawed(verdict, patient);
					}
				}
			},
			Call::unmark_all_confidential { patient } => {
				self.controller(verdict, patient, who);
				self.thawed(verdict, patient);
				verdict.unless(standing(&self.marks_of_all, patient).is_some(), "NothingToDo");
			},
			Call::unmark_confidential { patient, class } => {
				self.controller(verdict, patient, who);
				self.thawed(verdict, patient);
				verdict.unless(self.is_marked(patient, *class), "NothingToDo");
				if let Some(all) = standing(&self.marks_of_all, patient) {
					let fits = all.what.contains(class) || all.what.len() < CLASSES;
					verdict.unless(fits, "MaxClassesExceeded");
				}
			},
			Call::open_emergency { patient, capacity, hours, .. } => {
				self.breaking_the_glass(verdict, who, patient, *capacity, *hours);
			},
			Call::close_emergency { capacity, session } => {
				self.closing_a_session(verdict, who, capacity, *session);
			},
			Call::review_emergency { session, capacity, is_justified, findings } => {
				let has_findings = findings.is_some();
				self.judging(verdict, who, capacity, *session, *is_justified, has_findings);
			},
			Call::answer_emergency { capacity, session, .. } => {
				self.answering(verdict, who, capacity, *session);
			},
			other => panic!("the model does not know {other:?}"),
		}
	}

	pub fn thawed(&self, verdict: &mut Verdict, patient: &PatientId) {
		let frozen = self.society.patient(patient).is_some_and(|known| known.frozen);
		verdict.unless(!frozen, "PatientFrozen");
	}

	pub fn consenter(&self, verdict: &mut Verdict, patient: &PatientId, who: u64) {
		match self.society.relation(patient, who) {
			None => verdict.reasons.push("PatientNotFound"),
			Some(relation) => {
				verdict.unless(may(&relation, Power::Consent), "NotAuthorized");
			},
		}
	}

	pub fn controller(&self, verdict: &mut Verdict, patient: &PatientId, who: u64) {
		match self.society.relation(patient, who) {
			None => verdict.reasons.push("PatientNotFound"),
			Some(relation) => verdict.unless(relation == Relation::Controller, "NotAuthorized"),
		}
	}

	pub fn is_controller(&self, patient: &PatientId, who: u64) -> bool {
		self.society.relation(patient, who) == Some(Relation::Controller)
	}

	/// Nobody but the controller, and nobody during a freeze, bars a patient from emergencies.
	fn closing_emergencies(&self, verdict: &mut Verdict, patient: &PatientId, who: u64) {
		let frozen = self.society.patient(patient).is_some_and(|known| known.frozen);
		let may = self.is_controller(patient, who) && !frozen;
		verdict.unless(may, "EmergenciesStayOpen");
	}

	/// Whether representatives are kept from a class.
	fn is_marked(&self, patient: &PatientId, class: RecordClass) -> bool {
		self.was_confidential(patient, class, u64::MAX)
	}

	/// Nobody but the controller weakens what the controller said.
	fn not_controllers<What>(&self, verdict: &mut Verdict, said: &Restricted<What>, who: u64) {
		let may = !said.by_controller || self.is_controller(&said.patient, who);
		verdict.unless(may, "NotAuthorized");
	}

	/// What stands already is said again only by the controller, whose word it was not so far.
	fn not_said_yet<What>(&self, verdict: &mut Verdict, said: &Restricted<What>, who: u64) {
		let is_news = self.is_controller(&said.patient, who) && !said.by_controller;
		verdict.unless(is_news, "NothingToDo");
	}

	fn lifting<What>(
		&self,
		verdict: &mut Verdict,
		patient: &PatientId,
		who: u64,
		all: &[Restricted<What>],
		meant: impl Fn(&What) -> bool,
	) {
		self.consenter(verdict, patient, who);
		self.thawed(verdict, patient);
		let mut all = all.iter();
		match all.find(|each| each.patient == *patient && meant(&each.what) && each.stands()) {
			None => verdict.reasons.push("NothingToDo"),
			Some(said) => self.not_controllers(verdict, said, who),
		}
	}

	pub fn practising(&self, verdict: &mut Verdict, actor: &Actor<u64>) -> Option<Office> {
		let office = self.society.office(actor).ok();
		verdict.unless(office.is_some(), "NotPractising");
		office
	}

	fn live_grant(&self, verdict: &mut Verdict, patient: &PatientId, id: GrantId) {
		let grant = self.grant(patient, id);
		let live = grant.is_some_and(|grant| self.is_live(grant, self.now));
		verdict.unless(live, "GrantNotFound");
	}

	fn own_live_grant(&self, verdict: &mut Verdict, patient: &PatientId, id: GrantId) {
		self.live_grant(verdict, patient, id);
		let passed_on = self.grant(patient, id).is_some_and(|grant| grant.parent.is_some());
		verdict.unless(!passed_on, "GrantNotFound");
	}

	/// Whoever acts for another organization holds no grant of that number.
	fn held_by(&self, verdict: &mut Verdict, grant: &Granted, organization: OrganizationId) {
		verdict.unless(grant.organization == organization, "GrantNotFound");
	}

	/// What speaks against whom something is for.
	fn recipient(
		&self,
		verdict: &mut Verdict,
		organization: OrganizationId,
		grantee: &Grantee<u64>,
	) {
		let accredited = self.society.is_accredited(organization);
		verdict.unless(accredited, "OrganizationNotAccredited");
		let practises = named_practitioner(grantee).is_none_or(|grantee| {
			accredited
				&& self.society.organizations[&organization].practitioners.contains_key(&grantee)
		});
		verdict.unless(practises, "PractitionerNotPractising");
	}

	/// Whether the patient refuses the organization, or the practitioner in it, records of the class for the
	/// purpose. No class: one that no refusal names.
	fn refuses(
		&self,
		patient: &PatientId,
		organization: OrganizationId,
		practitioner: Option<&PractitionerId<u64>>,
		class: Option<RecordClass>,
		purpose: u32,
	) -> bool {
		let meant = |whom: &Refused<u64>| match (whom, practitioner) {
			(Refused::Practitioner(_), None) => false,
			(Refused::Everybody | Refused::Organization(_), None) => {
				is_meant(whom, organization, &PractitionerId::Account(u64::MAX))
			},
			(_, Some(practitioner)) => is_meant(whom, organization, practitioner),
		};
		self.refuses_all(patient)
			|| self.standing_refusals(patient).iter().any(|standing| {
				let (_, refusal) = &standing.what;
				meant(&refusal.whom)
					&& (refusal.class.is_none() || refusal.class == class)
					&& refusal.purposes.is_none_or(|set| set.0 & purpose != 0)
			})
	}

	/// Whether the patient refuses each record for each purpose of the provision.
	fn refuses_all_of(
		&self,
		patient: &PatientId,
		organization: OrganizationId,
		practitioner: Option<PractitionerId<u64>>,
		provision: &Provision<u64>,
	) -> bool {
		let classes: Vec<Option<RecordClass>> = match &provision.scope {
			Scope::Classes(list) => list.iter().copied().map(Some).collect(),
			Scope::All | Scope::AllBut(_) | Scope::Anchors(_) => vec![None],
		};
		let purposes = (0..u32::BITS).map(|bit| 1 << bit);
		let purposes = purposes.filter(|purpose| provision.purposes.0 & purpose != 0);
		let mut pairs =
			purposes.flat_map(|purpose| classes.iter().map(move |class| (class, purpose)));
		pairs.all(|(class, purpose)| {
			self.refuses(patient, organization, practitioner.as_ref(), *class, purpose)
		})
	}

	/// Whether the patient refuses some record for some purpose of the provision.
	fn refuses_any_of(
		&self,
		patient: &PatientId,
		organization: OrganizationId,
		practitioner: Option<PractitionerId<u64>>,
		provision: &Provision<u64>,
	) -> bool {
		let standing = self.standing_refusals(patient);
		let named = standing.iter().filter_map(|standing| standing.what.1.class);
		let classes = named.filter(|class| may_hold(&provision.scope, *class)).map(Some);
		let classes = classes.chain([None]).collect::<Vec<_>>();
		(0..u32::BITS).map(|bit| 1 << bit).any(|purpose| {
			provision.purposes.0 & purpose != 0
				&& classes.iter().any(|class| {
					self.refuses(patient, organization, practitioner.as_ref(), *class, purpose)
				})
		})
	}

	/// Why a patient is not asked for this; or whether something else of the organization was rejected not
	/// long ago.
	fn may_ask(
		&self,
		patient: &PatientId,
		requester: &Actor<u64>,
		provision: &Provision<u64>,
	) -> Result<bool, RequestBar> {
		let (organization, practitioner) = employment(requester).expect("it practises");
		if self.society.patient(patient).is_none() {
			return Err(RequestBar::UnknownOrClosedPatient);
		}
		if self.society.had_died(patient, self.now) {
			return Err(RequestBar::Deceased);
		}
		let grantee = named_practitioner(&provision.grantee);
		if [Some(practitioner.clone()), grantee]
			.into_iter()
			.any(|whom| self.refuses_all_of(patient, organization, whom, provision))
		{
			return Err(RequestBar::Refused);
		}
		let Some(asked) = self.request(patient, organization) else { return Ok(false) };
		if asked.fate == Fate::Waiting {
			return Err(RequestBar::AlreadyOpen);
		}
		let (wanted, before) = (&provision.grantee, &asked.provision.grantee);
		let is_as_much = (*wanted == Grantee::Organization || wanted == before)
			&& lies_within(&asked.provision, provision);
		let is_same = employment(&asked.requester).is_some_and(|(_, by)| by == practitioner);
		if asked.follows || is_same || is_as_much {
			return Err(RequestBar::RejectedBefore);
		}
		Ok(true)
	}

	/// What speaks against a provision as such, and against its grantee.
	fn provision(
		&self,
		verdict: &mut Verdict,
		organization: OrganizationId,
		provision: &Provision<u64>,
	) {
		self.period(verdict, &provision.period);
		verdict.unless(!says_nothing(&provision.scope), "EmptyScope");
		verdict.unless(!says_twice(&provision.scope), "DuplicateInScope");
		verdict.unless(is_sensible(provision.actions.0.into(), ACTIONS), "InvalidActions");
		verdict.unless(is_sensible(provision.purposes.0, PURPOSES), "InvalidPurposes");
		let months = provision.content;
		let some_month = months.is_none_or(|Months { from, until }| from < until);
		verdict.unless(some_month, "InvalidContentPeriod");
		let grantee = named_practitioner(&provision.grantee);
		let practises = grantee.is_none_or(|grantee| {
			self.society.is_accredited(organization)
				&& self.society.organizations[&organization].practitioners.contains_key(&grantee)
		});
		verdict.unless(practises, "PractitionerNotPractising");
	}

	fn period(&self, verdict: &mut Verdict, period: &Period) {
		if let Some(until) = period.until {
			let length = i128::from(until) - i128::from(period.from);
			verdict.unless(length >= SHORTEST_PERIOD.into(), "InvalidPeriod");
			verdict.unless(self.now < until, "PeriodEnded");
		}
	}

	fn envelope(
		&self,
		verdict: &mut Verdict,
		patient: &PatientId,
		organization: OrganizationId,
		grantee: &Grantee<u64>,
		envelope: &Envelope,
	) {
		let epoch = self.society.patient(patient).map(|known| known.key_epoch);
		verdict.unless(epoch.is_none_or(|epoch| epoch == envelope.key_epoch), "StaleKeyEpoch");
		verdict.unless(envelope.commitment != Commitment::zero(), "CommitmentMissing");
		// Nothing is sealed to whoever may not act now.
		let known = self.society.organizations.get(&organization);
		let keys = known.filter(|known| known.barred.is_none()).map(|known| &known.keys);
		match keys.and_then(|keys| keys.get(&named_practitioner(grantee))) {
			None => verdict.reasons.push("GranteeHasNoKey"),
			Some(epoch) => {
				verdict.unless(*epoch == envelope.grantee_key_epoch, "StaleGranteeKey");
			},
		}
	}

	fn ring(
		&self,
		verdict: &mut Verdict,
		patient: &PatientId,
		ring: &EmergencyRing,
		by_controller: bool,
	) {
		let numbers = ring.custodians.iter().copied().collect::<BTreeSet<_>>();
		let in_order = numbers.into_iter().collect::<Vec<_>>();
		verdict.unless(in_order == ring.custodians.to_vec(), "CustodiansNotAscending");
		let enough = 2..=ring.custodians.len();
		verdict.unless(enough.contains(&ring.threshold.into()), "InvalidThreshold");
		verdict.unless(ring.commitment != Commitment::zero(), "CommitmentMissing");
		let epoch = self.society.patient(patient).map(|known| known.key_epoch);
		verdict.unless(epoch.is_none_or(|epoch| epoch == ring.key_epoch), "StaleKeyEpoch");
		if let Some((present, _, was_by_controller)) = self.rings.get(patient) {
			let is_same_voice = by_controller == *was_by_controller;
			verdict.unless(!(present == ring && is_same_voice), "NothingToDo");
			let is_renewed = present.key_epoch < ring.key_epoch;
			verdict.unless(by_controller || !was_by_controller || is_renewed, "NotAuthorized");
		}
		for custodian in &ring.custodians {
			let accredited = self.society.is_accredited(*custodian);
			verdict.unless(accredited, "OrganizationNotAccredited");
			let known = self.society.organizations.get(custodian);
			let has_key = known.is_some_and(|known| known.keys.contains_key(&None));
			verdict.unless(has_key, "CustodianHasNoKey");
		}
	}

	/// What every way to give a grant has in common.
	fn giving(
		&self,
		verdict: &mut Verdict,
		who: u64,
		(patient, organization): (PatientId, OrganizationId),
		provision: &Provision<u64>,
		envelope: Option<&Envelope>,
	) {
		self.consenter(verdict, &patient, who);
		self.thawed(verdict, &patient);
		let to_itself = provision.grantee == Grantee::Practitioner(who);
		let may = !to_itself || self.is_controller(&patient, who);
		verdict.unless(may, "CannotGrantToItself");
		let accredited = self.society.is_accredited(organization);
		verdict.unless(accredited, "OrganizationNotAccredited");
		self.provision(verdict, organization, provision);
		if let Some(envelope) = envelope {
			self.envelope(verdict, &patient, organization, &provision.grantee, envelope);
		}
		let counts_now = envelope.is_some() || !self.is_controller(&patient, who);
		let named = named_practitioner(&provision.grantee);
		let refused = self.refuses_all_of(&patient, organization, named, provision);
		verdict.unless(!(counts_now && refused), "Refused");
	}

	fn room_for_own(
		&self,
		verdict: &mut Verdict,
		patient: &PatientId,
		organization: OrganizationId,
	) {
		let live = self.live(patient);
		let own = live
			.iter()
			.filter(|grant| grant.organization == organization && grant.parent.is_none())
			.count();
		let referred = live.iter().filter(|grant| grant.parent.is_some()).count();
		let fits = own < OWN_GRANTS && (live.len() < LIVE_GRANTS || referred > 0);
		verdict.unless(fits, "MaxGrantsExceeded");
	}

	fn passing_on(
		&self,
		verdict: &mut Verdict,
		actor: &Actor<u64>,
		(patient, organization): (PatientId, OrganizationId),
		parent: GrantId,
		provision: &Provision<u64>,
		envelope: Option<&Envelope>,
	) {
		let known = self.society.patient(&patient);
		verdict.unless(known.is_some_and(|known| !known.frozen), "NotReferable");
		verdict.unless(!self.society.had_died(&patient, self.now), "NotReferable");
		let accredited = self.society.is_accredited(organization);
		verdict.unless(accredited, "OrganizationNotAccredited");
		self.provision(verdict, organization, provision);
		if let Some(envelope) = envelope {
			self.envelope(verdict, &patient, organization, &provision.grantee, envelope);
		}
		let live = self.live(&patient);
		verdict.unless(live.len() < LIVE_GRANTS, "MaxGrantsExceeded");
		let referred = live
			.iter()
			.filter(|grant| grant.organization == organization && grant.parent.is_some());
		verdict.unless(referred.count() < REFERRED_GRANTS, "MaxReferralsExceeded");
		let children = live.iter().filter(|grant| grant.parent == Some(parent)).collect::<Vec<_>>();
		let twice = children.iter().any(|child| child.organization == organization);
		verdict.unless(children.len() < CHILDREN && !twice, "MaxChildrenExceeded");

		let office = self.practising(verdict, actor);
		let Some((mine, me)) = employment(actor) else { return };
		verdict.unless(mine != organization, "CannotReferToOwnOrganization");
		let grantee = named_practitioner(&provision.grantee);
		let refused = self.refuses_any_of(&patient, mine, Some(me), provision)
			|| self.refuses_any_of(&patient, organization, grantee, provision);
		verdict.unless(!refused, "NotReferable");

		let Some(grant) = self.grant(&patient, parent) else {
			verdict.reasons.push("NotReferable");
			return;
		};
		verdict.unless(grant.organization == mine, "NotReferable");
		verdict.unless(self.is_live(grant, self.now), "NotReferable");
		let now_permits = grant.provision.period.from <= self.now
			&& grant.provision.period.until.is_none_or(|until| self.now < until);
		verdict.unless(now_permits, "NotReferable");
		let fits = office.is_some_and(|office| names(&grant.provision.grantee, actor, &office));
		verdict.unless(fits, "NotReferable");
		let disclose = contains_all(grant.provision.actions.0.into(), 1 << 3);
		verdict.unless(disclose, "NotReferable");
		verdict.unless(lies_within(provision, &grant.provision), "ParentExceeded");
		verdict.unless(self.depth(grant) < DEPTH, "MaxDepthExceeded");
	}

	/// How often a grant was passed on.
	pub fn depth(&self, grant: &Granted) -> usize {
		grant.parent.map_or(0, |parent| {
			1 + self.depth(self.grant(&grant.patient, parent).expect("parents were granted"))
		})
	}

	fn refuses_all(&self, patient: &PatientId) -> bool {
		self.refusals_of_all.iter().any(|all| all.patient == *patient && all.stands())
	}

	/// The refusals that stand, the oldest first.
	pub fn standing_refusals(&self, patient: &PatientId) -> Vec<&Restricted<(u32, Refusal<u64>)>> {
		let all = self.refusals.iter();
		all.filter(|refused| refused.patient == *patient && refused.stands()).collect()
	}

	/// The request of an organization that still stands in the way of another.
	pub fn request(&self, patient: &PatientId, organization: OrganizationId) -> Option<&Asked> {
		self.requests.iter().rev().find(|asked| {
			asked.patient == *patient
				&& asked.organization == organization
				&& self.now < asked.lapses
				&& matches!(asked.fate, Fate::Waiting | Fate::Rejected)
		})
	}

	fn waiting_request(
		&self,
		verdict: &mut Verdict,
		patient: &PatientId,
		organization: OrganizationId,
	) -> Option<&Asked> {
		let asked = self.request(patient, organization);
		let asked = asked.filter(|asked| asked.fate == Fate::Waiting);
		verdict.unless(asked.is_some(), "RequestNotFound");
		asked
	}

	fn policy(&self, verdict: &mut Verdict, policy: &Policy) {
		let kinds = is_sensible(policy.kinds.0.into(), KINDS);
		let lists_anchors = matches!(policy.scope, Scope::Anchors(_));
		let roles = is_sensible(policy.roles.0, ROLES);
		verdict.unless(kinds && roles && !lists_anchors, "InvalidPolicy");
		self.period(verdict, &policy.period);
		verdict.unless(!says_nothing(&policy.scope), "EmptyScope");
		verdict.unless(!says_twice(&policy.scope), "DuplicateInScope");
		verdict.unless(is_sensible(policy.actions.0.into(), ACTIONS), "InvalidActions");
		verdict.unless(is_sensible(policy.purposes.0, PURPOSES), "InvalidPurposes");
		let in_force = self.policies.iter().filter(|enacted| enacted.repealed.is_none());
		verdict.unless(in_force.count() < POLICIES, "MaxPoliciesExceeded");
	}

	/// Writes down a call that succeeded, and says what it leaves in a trail.
	pub fn record(&mut self, signer: Signer, call: Call<Test>) -> Entry {
		let who = match signer {
			Signer::Account(who) => who,
			Signer::Nobody | Signer::Root => 0,
		};
		let person = Actor::Person(who);
		match call {
			Call::grant { patient, organization, provision, .. } => {
				let content = content_of(&provision);
				let grant = self.give(who, patient, organization, provision);
				let event = AuditedEvent::ConsentGranted { grant, organization, content };
				Some((patient, person, event))
			},
			Call::revoke { patient, grant } => {
				let organization = self.end(&patient, grant, End::Revoked);
				let event = AuditedEvent::ConsentRevoked { grant, organization };
				Some((patient, person, event))
			},
			Call::amend { patient, grant, provision, .. } => {
				let organization = self.end(&patient, grant, End::Replaced);
				let content = content_of(&provision);
				let version = self.give(who, patient, organization, provision);
				let event = AuditedEvent::ConsentAmended { grant, version, organization, content };
				Some((patient, person, event))
			},
			Call::exclude_class { patient, grant, class } => {
				let old = self.grant(&patient, grant).expect("it was live").clone();
				let mut provision = old.provision.clone();
				match &mut provision.scope {
					Scope::All => {
						provision.scope = Scope::AllBut(vec![class].try_into().unwrap());
					},
					Scope::AllBut(list) => list.try_push(class).expect("there was room"),
					Scope::Classes(list) => list.retain(|listed| *listed != class),
					Scope::Anchors(_) => unreachable!("anchors have no class here"),
				}
				let organization = old.organization;
				if matches!(&provision.scope, Scope::Classes(list) if list.is_empty()) {
					self.end(&patient, grant, End::Revoked);
					let event = AuditedEvent::ConsentRevoked { grant, organization };
					return Some((patient, person, event));
				}
				self.end(&patient, grant, End::Replaced);
				let content = content_of(&provision);
				let version = self.give(who, patient, organization, provision);
				let given = self.grants.last_mut().expect("it was just given");
				given.excludes_confidential |= old.excludes_confidential;
				let event = AuditedEvent::ConsentAmended { grant, version, organization, content };
				Some((patient, person, event))
			},
			Call::revoke_organization { patient, organization } => {
				let before = self.live(&patient).len();
				let all = self.grants.iter().filter(|grant| {
					grant.patient == patient
						&& grant.organization == organization
						&& self.is_live(grant, self.now)
				});
				let all = all.map(|grant| grant.id).collect::<Vec<_>>();
				for grant in all {
					self.end(&patient, grant, End::OrganizationRevoked);
				}
				let grants = (before - self.live(&patient).len()) as u32;
				let event = AuditedEvent::OrganizationRevoked { organization, grants };
				Some((patient, person, event))
			},
			Call::revoke_since { patient, since } => {
				let before = self.live(&patient).len();
				let given = self.live(&patient).into_iter().filter(|grant| since <= grant.at);
				for grant in given.map(|grant| grant.id).collect::<Vec<_>>() {
					self.end(&patient, grant, End::RevokedSince);
				}
				let grants = (before - self.live(&patient).len()) as u32;
				Some((patient, person, AuditedEvent::RevokedSince { since, grants }))
			},
			Call::renounce { patient, capacity, grant } => {
				let organization = self.end(&patient, grant, End::Renounced);
				let event = AuditedEvent::ConsentRenounced { grant, organization };
				Some((patient, Actor::new(who, capacity), event))
			},
			Call::replace_envelope { patient, grant, .. } => {
				Some((patient, person, AuditedEvent::EnvelopeReplaced { grant }))
			},
			Call::refer { patient, capacity, parent, organization, provision, .. } => {
				let of = self.grant(&patient, parent).expect("it was live");
				let excludes_confidential = of.excludes_confidential;
				let grant = self.next_grant(&patient);
				let content = content_of(&provision);
				self.grants.push(Granted {
					patient,
					organization,
					id: grant,
					at: self.now,
					parent: Some(parent),
					excludes_confidential,
					provision,
					ended: None,
					told_lapsed: false,
				});
				let event = AuditedEvent::ConsentReferred { grant, parent, organization, content };
				Some((patient, Actor::new(who, capacity), event))
			},
			Call::request_consent { patient, capacity, provision, .. } => {
				let requester = Actor::new(who, capacity);
				let (organization, _) = employment(&requester).expect("it practises");
				let follows = match self.may_ask(&patient, &requester, &provision) {
					Ok(follows) => follows,
					Err(reason) => {
						let event =
							AuditedEvent::ConsentRequestBarred { patient, organization, reason };
						let trail = match self.society.patients.get(&patient) {
							None => TrailId::Organization(organization),
							Some(_) => TrailId::Patient(patient),
						};
						self.besides.push((trail, requester, event));
						return None;
					},
				};
				if follows {
					self.settle(&patient, organization, Fate::Rejected, Fate::Superseded);
				}
				self.requests.push(Asked {
					patient,
					organization,
					requester: requester.clone(),
					provision,
					lapses: self.now + REQUEST_LIFETIME,
					fate: Fate::Waiting,
					follows,
					told_lapsed: false,
				});
				let event = AuditedEvent::ConsentRequested { organization };
				Some((patient, requester, event))
			},
			Call::withdraw_request { patient, capacity } => {
				let actor = Actor::new(who, capacity);
				let (organization, _) = employment(&actor).expect("it practises");
				let asked = self.request(&patient, organization);
				let asked = asked.filter(|asked| asked.fate == Fate::Waiting);
				let asked = asked.filter(|_| self.society.patient(&patient).is_some());
				let follows = asked?.follows;
				self.settle(&patient, organization, Fate::Waiting, Fate::Withdrawn);
				if follows {
					// What was rejected before is, as if nothing had been asked since.
					self.restore(&patient, organization);
				}
				let event = AuditedEvent::ConsentRequestWithdrawn { organization };
				Some((patient, actor, event))
			},
			Call::approve_request { patient, organization, provision, .. } => {
				self.settle(&patient, organization, Fate::Waiting, Fate::Approved);
				let content = content_of(&provision);
				let grant = self.give(who, patient, organization, provision);
				let event = AuditedEvent::ConsentGranted { grant, organization, content };
				Some((patient, person, event))
			},
			Call::reject_request { patient, organization } => {
				self.settle(&patient, organization, Fate::Waiting, Fate::Rejected);
				let event = AuditedEvent::ConsentRequestRejected { organization };
				Some((patient, person, event))
			},
			Call::refuse { .. } => unreachable!("it is written down where it is held against"),
			Call::lift_refusal { patient, refusal } => {
				let now = self.now;
				let meant = |what: &(u32, _)| what.0 == refusal;
				lift(&mut self.refusals, &patient, meant, now);
				self.said.retain(|said| said.patient != patient || said.within != refusal);
				Some((patient, person, AuditedEvent::RefusalLifted { refusal }))
			},
			Call::refuse_all { patient, even_in_emergency } => {
				let now = self.now;
				let by_controller = self.is_controller(&patient, who);
				let same = |all: &bool| *all == even_in_emergency;
				if !said_by_controller(&mut self.refusals_of_all, &patient, same) {
					lift(&mut self.refusals_of_all, &patient, |_| true, now);
					self.refusals_of_all.push(Restricted {
						patient,
						what: even_in_emergency,
						by_controller,
						since: now,
						lifted: None,
					});
				}
				Some((patient, person, AuditedEvent::AllRefused { even_in_emergency }))
			},
			Call::lift_refuse_all { patient } => {
				lift(&mut self.refusals_of_all, &patient, |_| true, self.now);
				Some((patient, person, AuditedEvent::AllRefusedLifted))
			},
			Call::opt_out_of_emergencies { patient } => {
				self.opt_outs.push(set_now(patient, (), self.now));
				Some((patient, person, AuditedEvent::EmergenciesOptedOut))
			},
			Call::opt_in_to_emergencies { patient } => {
				lift(&mut self.opt_outs, &patient, |_| true, self.now);
				Some((patient, person, AuditedEvent::EmergenciesOptedIn))
			},
			Call::set_emergency_ring { patient, ring } => {
				let (key_epoch, commitment) = (ring.key_epoch, ring.commitment);
				let by_controller = self.is_controller(&patient, who);
				self.rings.insert(patient, (ring, self.now, by_controller));
				Some((patient, person, AuditedEvent::EmergencyRingSet { key_epoch, commitment }))
			},
			Call::remove_emergency_ring { patient } => {
				self.rings.remove(&patient);
				Some((patient, person, AuditedEvent::EmergencyRingRemoved))
			},
			Call::mark_confidential { patient, class } => {
				let now = self.now;
				let listed =
					self.marks.iter().filter(|mark| mark.patient == patient && mark.stands());
				if let Some(mut exceptions) =
					standing(&self.marks_of_all, &patient).map(|all| all.what.clone())
				{
					exceptions.remove(&class);
					lift(&mut self.marks_of_all, &patient, |_| true, now);
					self.marks_of_all.push(set_now(patient, exceptions, now));
				} else if listed.count() < CONFIDENTIAL {
					self.marks.push(set_now(patient, class, now));
				} else {
					self.marks_of_all.push(set_now(patient, BTreeSet::new(), now));
					let event = AuditedEvent::AllClassesMarkedConfidential { exceptions: 0 };
					return Some((patient, person, event));
				}
				Some((patient, person, AuditedEvent::ClassMarkedConfidential { class }))
			},
			Call::mark_all_confidential { patient, exceptions } => {
				lift(&mut self.marks_of_all, &patient, |_| true, self.now);
				let exceptions = exceptions.into_iter().collect::<BTreeSet<_>>();
				let count = exceptions.len() as u32;
				self.marks_of_all.push(set_now(patient, exceptions, self.now));
				let event = AuditedEvent::AllClassesMarkedConfidential { exceptions: count };
				Some((patient, person, event))
			},
			Call::unmark_all_confidential { patient } => {
				lift(&mut self.marks_of_all, &patient, |_| true, self.now);
				Some((patient, person, AuditedEvent::AllClassesUnmarkedConfidential))
			},
			Call::unmark_confidential { patient, class } => {
				let now = self.now;
				lift(&mut self.marks, &patient, |marked| *marked == class, now);
				let all = standing(&self.marks_of_all, &patient).map(|all| all.what.clone());
				if let Some(mut exceptions) = all.filter(|all| !all.contains(&class)) {
					exceptions.insert(class);
					lift(&mut self.marks_of_all, &patient, |_| true, now);
					self.marks_of_all.push(set_now(patient, exceptions, now));
				}
				Some((patient, person, AuditedEvent::ClassUnmarkedConfidential { class }))
			},
			Call::enact_policy { policy } => {
				let id = self.policies.len() as u32;
				let content = content_of(&policy);
				self.policies.push(Enacted { id, policy, at: self.now, repealed: None });
				self.act_of_an_authority(AuditedEvent::PolicyEnacted { policy: id, content })
			},
			Call::repeal_policy { policy } => {
				self.policies[policy as usize].repealed = Some(self.now);
				self.act_of_an_authority(AuditedEvent::PolicyRepealed { policy })
			},
			Call::license_break_glass { organization, terms } => {
				match terms {
					Some(terms) => self.licences.insert(organization, terms),
					None => self.licences.remove(&organization),
				};
				let (open, daily) =
					terms.map_or((0, 0), |terms| (terms.max_open, terms.max_per_day));
				let is_licensed = terms.is_some();
				self.act_of_an_authority(AuditedEvent::BreakGlassLicensed {
					organization,
					is_licensed,
					open,
					daily,
				})
			},
			Call::close_emergency { capacity, session } => {
				Some(self.close_session(Actor::new(who, capacity), session))
			},
			Call::review_emergency { session, capacity, is_justified, .. } => {
				Some(self.judge_session(Actor::new(who, capacity), session, is_justified))
			},
			Call::answer_emergency { capacity, session, answer } => {
				Some(self.answer_session(Actor::new(who, capacity), session, answer))
			},
			other => panic!("the model does not know {other:?}"),
		}
	}

	/// What an authority did stands in its own trail, and in no patient's.
	fn act_of_an_authority(&mut self, event: AuditedEvent<u64>) -> Entry {
		self.besides.push((TrailId::Governance, Actor::Authority, event));
		None
	}

	fn next_grant(&self, patient: &PatientId) -> GrantId {
		self.grants.iter().filter(|grant| grant.patient == *patient).count() as GrantId
	}

	/// Notes a grant of the patient's own, and what has to make room for it.
	fn give(
		&mut self,
		who: u64,
		patient: PatientId,
		organization: OrganizationId,
		provision: Provision<u64>,
	) -> GrantId {
		let live = self.live(&patient);
		if live.len() >= LIVE_GRANTS {
			let newest = live.iter().rev().find(|grant| grant.parent.is_some());
			let newest = newest.expect("there was one to make room").id;
			let organization = self.end(&patient, newest, End::Displaced);
			let event = AuditedEvent::ConsentDisplaced { grant: newest, organization };
			self.besides.push((TrailId::Patient(patient), Actor::Person(who), event));
		}
		let id = self.next_grant(&patient);
		let excludes_confidential = !self.is_controller(&patient, who);
		self.grants.push(Granted {
			patient,
			organization,
			id,
			at: self.now,
			parent: None,
			excludes_confidential,
			provision,
			ended: None,
			told_lapsed: false,
		});
		id
	}

	/// Notes that a grant has ended; what was passed on from it is known by that to have ended, too.
	fn end(&mut self, patient: &PatientId, id: GrantId, why: End) -> OrganizationId {
		let now = self.now;
		let mut grants = self.grants.iter_mut();
		let grant = grants.find(|grant| grant.patient == *patient && grant.id == id);
		let grant = grant.expect("it was live");
		grant.ended = Some((now, why));
		grant.organization
	}

	fn settle(
		&mut self,
		patient: &PatientId,
		organization: OrganizationId,
		from: Fate,
		to: Fate,
	) -> &mut Asked {
		let now = self.now;
		let mut requests = self.requests.iter_mut();
		let asked = requests.find(|asked| {
			asked.patient == *patient
				&& asked.organization == organization
				&& asked.fate == from
				&& now < asked.lapses
		});
		let asked = asked.expect("there was one");
		asked.fate = to;
		asked
	}

	/// Lets the latest rejection that another request took the place of stand again until it lapses.
	fn restore(&mut self, patient: &PatientId, organization: OrganizationId) {
		let rejected = self.requests.iter_mut().rev().find(|asked| {
			asked.patient == *patient
				&& asked.organization == organization
				&& asked.fate == Fate::Superseded
		});
		rejected.expect("it followed one").fate = Fate::Rejected;
	}
}

/// What stands of a patient's restrictions of one kind.
fn standing<'a, What>(
	all: &'a [Restricted<What>],
	patient: &PatientId,
) -> Option<&'a Restricted<What>> {
	all.iter().find(|each| each.patient == *patient && each.stands())
}

/// What the controller has just set.
fn set_now<What>(patient: PatientId, what: What, now: u64) -> Restricted<What> {
	Restricted { patient, what, by_controller: true, since: now, lifted: None }
}

/// Notes that it is the controller who says what stands already; false if it does not.
fn said_by_controller<What>(
	all: &mut [Restricted<What>],
	patient: &PatientId,
	meant: impl Fn(&What) -> bool,
) -> bool {
	let mut all = all.iter_mut();
	let said = all.find(|each| each.patient == *patient && each.stands() && meant(&each.what));
	said.map(|said| said.by_controller = true).is_some()
}

/// Notes that something does not stand any more, and says whether the controller had said it.
fn lift<What>(
	all: &mut [Restricted<What>],
	patient: &PatientId,
	meant: impl Fn(&What) -> bool,
	now: u64,
) -> Option<bool> {
	let said = all
		.iter_mut()
		.find(|each| each.patient == *patient && each.stands() && meant(&each.what))?;
	said.lifted = Some(now);
	Some(said.by_controller)
}

/// The account that signed.
pub fn account_of(actor: &Actor<u64>) -> Option<u64> {
	match actor {
		Actor::Person(account)
		| Actor::Practitioner { account, .. }
		| Actor::Gateway { account, .. }
		| Actor::Organization { account, .. } => Some(*account),
		Actor::Authority | Actor::Chain => None,
	}
}

/// The practitioner whom a grant names.
pub fn named_practitioner(grantee: &Grantee<u64>) -> Option<PractitionerId<u64>> {
	match grantee {
		Grantee::Practitioner(account) => Some(PractitionerId::Account(*account)),
		Grantee::Pseudonym(pseudonym) => Some(PractitionerId::Pseudonym(*pseudonym)),
		Grantee::Organization | Grantee::Role(_) => None,
	}
}

/// Whether records of a class may be in scope; any may lie under a listed anchor.
fn may_hold(scope: &Scope, class: RecordClass) -> bool {
	matches!(scope, Scope::Anchors(_)) || in_scope(scope, class, None)
}

fn says_twice(scope: &Scope) -> bool {
	let listed: Vec<u32> = match scope {
		Scope::All => Vec::new(),
		Scope::Classes(list) | Scope::AllBut(list) => {
			list.iter().map(|class| class.0.into()).collect()
		},
		Scope::Anchors(list) => list.to_vec(),
	};
	BTreeSet::from_iter(&listed).len() != listed.len()
}

fn says_nothing(scope: &Scope) -> bool {
	match scope {
		Scope::All => false,
		Scope::Classes(list) | Scope::AllBut(list) => list.is_empty(),
		Scope::Anchors(list) => list.is_empty(),
	}
}
