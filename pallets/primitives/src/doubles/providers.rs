//! The stand-in for the pallet that knows organizations and who practises in them.

use super::*;

/// A provider directory.
pub struct Providers;

impl Providers {
	/// Accredits `organization`, at every moment.
	pub fn accredit(organization: OrganizationId) {
		world(|world| world.organizations.insert(organization, Timeline::always(Ok(()))));
	}

	/// Lets `organization` be accredited and not suspended from `at` on. It exists before, too.
	pub fn accredit_at(organization: OrganizationId, at: Moment) {
		Self::set_state_at(organization, Ok(()), at);
	}

	/// Accredits `organization` and lets `account` practise in it with `roles`.
	pub fn admit(organization: OrganizationId, account: u64, roles: Roles) {
		Self::admit_during(organization, account, roles, ALWAYS);
	}

	/// Accredits `organization` and lets `account` practise in it with `roles` for this period alone.
	pub fn admit_during(organization: OrganizationId, account: u64, roles: Roles, period: Period) {
		Self::accredit(organization);
		let practitioner = PractitionerId::Account(account);
		let terms = Timeline::during(period, Ok(roles), Err(NotPractising::NotAPractitioner));
		world(|world| world.practitioners.insert((organization, practitioner), terms));
	}

	/// Accredits `organization` and lets its gateway `account` act for `practitioner`, who has `roles`.
	pub fn admit_through(
		organization: OrganizationId,
		account: u64,
		practitioner: Pseudonym,
		roles: Roles,
	) {
		Self::accredit(organization);
		let practitioner = PractitionerId::Pseudonym(practitioner);
		world(|world| {
			world.gateways.insert((organization, account), Timeline::always(true));
			world.practitioners.insert((organization, practitioner), Timeline::always(Ok(roles)));
		});
	}

	/// Accredits `organization` and lets `account` be one of its admins.
	pub fn admit_admin(organization: OrganizationId, account: u64) {
		Self::accredit(organization);
		world(|world| world.admins.insert((organization, account), Timeline::always(true)));
	}

	/// Lets `account` be an admin of `organization` up to `at`, and no longer.
	pub fn dismiss_admin_at(organization: OrganizationId, account: u64, at: Moment) {
		world(|world| {
			world.admins.entry((organization, account)).or_default().set(at, false);
		});
	}

	/// Lets `organization` be of `kind`, at every moment; it is a hospital until then.
	pub fn set_kind(organization: OrganizationId, kind: OrganizationKind) {
		world(|world| world.kinds.insert(organization, Timeline::always(kind)));
	}

	/// Lets the key of `practitioner` in `organization`, or of the organization itself, be of `epoch`.
	pub fn set_key_epoch(
		organization: OrganizationId,
		practitioner: Option<PractitionerId<u64>>,
		epoch: u32,
	) {
		let key = EncryptionKey { public: PublicKey::x25519([1; 32]), epoch };
		world(|world| world.keys.insert((organization, practitioner), key));
	}

	/// Lets `organization` have followed `predecessor`, which is over, at every moment.
	pub fn succeed(predecessor: OrganizationId, organization: OrganizationId) {
		Self::succeed_at(predecessor, organization, 0);
	}

	/// Lets `organization` follow `predecessor` at `at`, which is over from then on.
	pub fn succeed_at(predecessor: OrganizationId, organization: OrganizationId, at: Moment) {
		Self::bar_at(predecessor, NotPractising::OrganizationSucceeded, at);
		world(|world| {
			world.predecessors.entry(organization).or_default().push((at, predecessor));
		});
	}

	/// The organization that has followed `organization` by `at`, and so on to the last; itself if none has.
	fn successor(organization: OrganizationId, at: Moment) -> OrganizationId {
		let follower = world(|world| {
			let has_followed = |all: &Vec<(Moment, OrganizationId)>| {
				all.iter().any(|(since, followed)| *followed == organization && *since <= at)
			};
			let mut pairs = world.predecessors.iter();
			pairs.find(|(_, all)| has_followed(all)).map(|(by, _)| *by)
		});
		follower.map_or(organization, |follower| Self::successor(follower, at))
	}

	/// Lets nobody practise in `organization`, for `reason`, at any moment.
	pub fn bar(organization: OrganizationId, reason: NotPractising) {
		world(|world| world.organizations.insert(organization, Timeline::always(Err(reason))));
	}

	/// Lets nobody practise in `organization` from `at` on, for `reason`.
	pub fn bar_at(organization: OrganizationId, reason: NotPractising, at: Moment) {
		Self::set_state_at(organization, Err(reason), at);
	}

	fn set_state_at(organization: OrganizationId, state: Result<(), NotPractising>, at: Moment) {
		let never = || Timeline::always(Err(NotPractising::NotAccredited));
		world(|world| {
			world.organizations.entry(organization).or_insert_with(never).set(at, state);
		});
	}

	/// Lets `practitioner` never have practised in `organization`.
	pub fn dismiss(organization: OrganizationId, practitioner: &PractitionerId<u64>) {
		world(|world| world.practitioners.remove(&(organization, practitioner.clone())));
	}

	/// Lets `practitioner` practise in `organization` up to `moment`, and no longer.
	pub fn dismiss_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		moment: Moment,
	) {
		let gone = Err(NotPractising::NotAPractitioner);
		Self::set_terms_at(organization, practitioner, gone, moment);
	}

	/// Suspends `practitioner` in `organization` from `at` on.
	pub fn suspend_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) {
		let suspended = Err(NotPractising::PractitionerSuspended);
		Self::set_terms_at(organization, practitioner, suspended, at);
	}

	/// Lets `practitioner` practise in `organization` with `roles` from `at` on.
	pub fn set_roles_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		roles: Roles,
		at: Moment,
	) {
		Self::set_terms_at(organization, practitioner, Ok(roles), at);
	}

	fn set_terms_at(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		terms: Result<Roles, NotPractising>,
		at: Moment,
	) {
		let key = (organization, practitioner.clone());
		world(|world| world.practitioners.entry(key).or_default().set(at, terms));
	}

	/// Lets `account` be a gateway of `organization` from `moment` on.
	pub fn open_gateway_at(organization: OrganizationId, account: u64, moment: Moment) {
		world(|world| world.gateways.entry((organization, account)).or_default().set(moment, true));
	}

	/// Lets `account` be a gateway of `organization` up to `moment`, and no longer.
	pub fn close_gateway_at(organization: OrganizationId, account: u64, moment: Moment) {
		world(|world| {
			world.gateways.entry((organization, account)).or_default().set(moment, false);
		});
	}

	/// Whether `organization` may act at `at`, and why not.
	fn state(organization: OrganizationId, at: Moment) -> Result<(), NotPractising> {
		world(|world| {
			let known = world.organizations.get(&organization);
			let state = known.and_then(|known| known.as_of(at)).copied();
			state.unwrap_or(Err(NotPractising::UnknownOrganization))
		})
	}

	/// With which roles `practitioner` practises in `organization` at `at`, wherever the organization stands.
	fn terms(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> Result<Roles, NotPractising> {
		world(|world| {
			let known = world.practitioners.get(&(organization, practitioner.clone()));
			let terms = known.and_then(|known| known.as_of(at)).copied();
			terms.unwrap_or(Err(NotPractising::NotAPractitioner))
		})
	}
}

impl ProviderDirectory<u64> for Providers {
	fn standing(actor: &Actor<u64>, at: Moment) -> Result<Standing, NotPractising> {
		let (Some(organization), Some(practitioner)) = (actor.organization(), actor.practitioner())
		else {
			return Err(NotPractising::NotAPractitioner);
		};
		Self::state(organization, at)?;
		if let Actor::Gateway { account, .. } = actor {
			let is_gateway =
				world(|world| holds(world.gateways.get(&(organization, *account)), at));
			if !is_gateway {
				return Err(NotPractising::NotAGateway);
			}
		}
		let roles = Self::terms(organization, &practitioner, at)?;
		Ok(world(|world| {
			let kind = world.kinds.get(&organization).and_then(|kinds| kinds.as_of(at));
			let predecessors = world.predecessors.get(&organization).into_iter().flatten();
			let predecessors = predecessors.filter(|(since, _)| *since <= at).map(|(_, id)| *id);
			Standing {
				kind: kind.copied().unwrap_or(OrganizationKind::Hospital),
				roles,
				predecessors: Predecessors::truncate_from(predecessors.collect()),
			}
		}))
	}

	fn practises(
		organization: OrganizationId,
		practitioner: &PractitionerId<u64>,
		at: Moment,
	) -> bool {
		Self::is_accredited(organization, at) && Self::terms(organization, practitioner, at).is_ok()
	}

	fn is_accredited(organization: OrganizationId, at: Moment) -> bool {
		Self::state(organization, at).is_ok()
	}

	fn speaks_for(
		organization: OrganizationId,
		account: &u64,
		at: Moment,
	) -> Option<OrganizationId> {
		let acting = Self::successor(organization, at);
		let office = (acting, *account);
		let in_office = world(|world| {
			holds(world.admins.get(&office), at) || holds(world.gateways.get(&office), at)
		});
		(in_office && Self::is_accredited(acting, at)).then_some(acting)
	}

	fn vouches(organization: OrganizationId, at: Moment) -> bool {
		let last = Self::successor(organization, at);
		!matches!(
			Self::state(last, at),
			Err(NotPractising::UnknownOrganization | NotPractising::AccreditationRevoked)
		)
	}

	/// Two of all that could judge, in the order of their numbers: the first is chosen by the seed, the second
	/// follows it.
	fn draw_reviewers(seed: Seed, not_for: OrganizationId, at: Moment) -> Reviewers {
		let has_followed = |one: OrganizationId, other: OrganizationId| {
			world(|world| {
				let all = world.predecessors.get(&one);
				all.is_some_and(|all| {
					all.iter().any(|(since, followed)| *followed == other && *since <= at)
				})
			})
		};
		let with_officer: BTreeSet<OrganizationId> = world(|world| {
			let all = world.practitioners.iter();
			all.filter(|(_, terms)| {
				let roles = terms.as_of(at).copied();
				matches!(roles, Some(Ok(roles)) if roles.contains(Role::PrivacyOfficer))
			})
			.map(|((organization, _), _)| *organization)
			.collect()
		});
		let could_judge = with_officer.into_iter().filter(|organization| {
			*organization != not_for
				&& Self::is_accredited(*organization, at)
				&& !has_followed(*organization, not_for)
				&& !has_followed(not_for, *organization)
		});
		let could_judge = could_judge.collect::<Vec<_>>();
		let first = usize::from(seed.0[0]) % could_judge.len().max(1);
		let from_there = could_judge.iter().cycle().skip(first).take(could_judge.len());
		let drawn = from_there.take(MAX_REVIEWERS as usize).copied();
		Reviewers::truncate_from(drawn.collect())
	}

	fn encryption_key(
		organization: OrganizationId,
		practitioner: Option<&PractitionerId<u64>>,
	) -> Option<EncryptionKey> {
		let key = (organization, practitioner.cloned());
		world(|world| {
			let state = world.organizations.get(&organization).and_then(Timeline::latest);
			let may_act = matches!(state, Some(Ok(())));
			world.keys.get(&key).filter(|_| may_act).copied()
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn admit_for_benchmark(account: &u64) -> Option<OrganizationId> {
		let organization = world(|world| world.organizations.len()) as OrganizationId;
		Self::admit(organization, *account, Roles::ALL);
		Self::admit_admin(organization, *account);
		Self::set_key_epoch(organization, None, 0);
		Self::set_key_epoch(organization, Some(PractitionerId::Account(*account)), 0);
		Some(organization)
	}
}
