//! What can be asked of the pallet: who may, what comes of it, and why it may be refused. What each call does
//! lies in the file of its subject.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet.
#[pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Accredits a new organization, whose practitioners `admin` manages, without an application.
		///
		/// `profile` is a salted commitment to the organization's description. An accreditation may be
		/// dated back, but counts from now on only: before this moment the chain knew nothing of the
		/// organization.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationAccredited`]
		///
		/// # Errors
		/// [`Error::InvalidPeriod`]: the accreditation is shorter than a minute, or over already.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::accredit_organization().saturating_add(T::Audit::weight()))]
		pub fn accredit_organization(
			origin: OriginFor<T>,
			kind: OrganizationKind,
			admin: T::AccountId,
			accreditation: Period,
			profile: Commitment,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_accredit(kind, &admin, accreditation, profile)?;
			Ok(())
		}

		/// Suspends an organization from now on: nobody may act for it, at once and with no grant
		/// rewritten. Its admins can still end what it has: practitioners, gateways, admins.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationSuspended`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		/// - [`Error::AlreadySuspended`]: it is suspended already.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::suspend_organization().saturating_add(T::Audit::weight()))]
		pub fn suspend_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_suspend_organization(organization)
		}

		/// Lifts an organization's suspension from now on. That it was suspended until now stays known.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationReinstated`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		/// - [`Error::NotSuspended`]: it is not suspended.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::reinstate_organization().saturating_add(T::Audit::weight()))]
		pub fn reinstate_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_reinstate_organization(organization)
		}

		/// Makes somebody a practitioner of `organization`, from now on: an account, or a person without
		/// one, under a pseudonym that the organization chose, for whom its gateways act.
		///
		/// Somebody who has left can be added again. The past stays known; a suspension still stands; the
		/// emergency role does not come back.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerAdded`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::InvalidRoles`]: no role, or one without a code.
		/// - [`Error::EmergencyRoleReserved`]: an organization cannot give the emergency role.
		/// - [`Error::InvalidPeriod`]: the licence is shorter than a minute, or over already.
		/// - [`Error::AlreadyExists`]: that is a practitioner of the organization already.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::add_practitioner())]
		pub fn add_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			roles: Roles,
			licence: Period,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_practitioner(&who, organization, practitioner, roles, licence)
		}

		/// Lets other roles and another licence apply to a practitioner from now on. What applied
		/// before stays known for past moments. The emergency role stays as it is, and so does a
		/// suspension.
		///
		/// The licence must be at least a minute long, or be over already: with one whose `until` is
		/// not after now (and after its `from`), the practitioner's access ends at once. That needs no
		/// accreditation, so that a suspended organization can still end a practitioner's access.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerChanged`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::InvalidRoles`]: no role, or one without a code.
		/// - [`Error::EmergencyRoleReserved`]: an organization cannot give the emergency role.
		/// - [`Error::InvalidPeriod`]: the licence is not over, and shorter than a minute; or it ends
		///   before it begins.
		/// - [`Error::OrganizationNotAccredited`]: the licence is not over, and the organization is
		///   suspended, over, or not accredited now.
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of the organization.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::change_practitioner())]
		pub fn change_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			roles: Roles,
			licence: Period,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_change_practitioner(&who, organization, practitioner, roles, licence)
		}

		/// Publishes the encryption key to which others seal what a practitioner of `organization` shall
		/// read: the first one, or one that replaces it.
		///
		/// For the practitioner's own account, or for a gateway of the organization if the practitioner
		/// has none. Free for them, as long as neither organization nor practitioner is suspended or over.
		/// Whoever may not act now replaces no key: that account may be in the wrong hands.
		///
		/// # Events
		/// [`Event::PractitionerKeyPublished`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer does not speak for this practitioner.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of the organization.
		/// - [`Error::NotPractising`]: the practitioner is suspended, or not licensed now.
		/// - [`Error::InvalidEncryptionKey`]: the key may not be published, see
		///   [`PublicKey::is_acceptable`], or it is the present key again.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::publish_practitioner_key())]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>,
			 organization: &OrganizationId,
			 practitioner: &PractitionerId<T::AccountId>,
			 _: &PublicKey|
			 -> bool {
				ensure_signed(origin.clone()).is_ok_and(|who| {
					Pallet::<T>::publishes_for_free(&who, *organization, practitioner)
				})
			}
		)]
		pub fn publish_practitioner_key(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			encryption_key: PublicKey,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish_practitioner_key(&who, organization, practitioner, encryption_key)
		}

		/// Asks that an institution be accredited, which the signer will manage. `profile` is a salted
		/// commitment to its description, which whoever accredits gets off the chain.
		///
		/// For anybody, once at a time. The signer pays the fee, and leaves a deposit until the
		/// application is decided or withdrawn, so that it costs something to ask in vain for long.
		///
		/// # Events
		/// [`Event::ApplicationSubmitted`]
		///
		/// # Errors
		/// - [`Error::AlreadyExists`]: an application of the signer waits already.
		/// - Whatever [`Config::Consideration`] says, if the signer cannot pay the deposit.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::apply())]
		pub fn apply(
			origin: OriginFor<T>,
			kind: OrganizationKind,
			profile: Commitment,
		) -> DispatchResult {
			let applicant = ensure_signed(origin)?;
			Self::do_apply(applicant, kind, profile)
		}

		/// Takes the signer's application back, and the deposit with it.
		///
		/// For the applicant, who pays the fee.
		///
		/// # Events
		/// [`Event::ApplicationWithdrawn`]
		///
		/// # Errors
		/// - [`Error::ApplicationNotFound`]: the signer has not applied.
		/// - Whatever [`Config::Consideration`] says, if it cannot give the deposit back.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::withdraw_application())]
		pub fn withdraw_application(origin: OriginFor<T>) -> DispatchResult {
			let applicant = ensure_signed(origin)?;
			Self::do_withdraw_application(applicant)
		}

		/// Accredits the institution that an account applied for, as a new organization with the
		/// applicant as its admin, and gives the deposit back. `kind` and `profile` are those of the application
		/// that is meant.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationAccredited`], [`Event::ApplicationAccepted`]
		///
		/// # Errors
		/// - [`Error::ApplicationNotFound`]: the account has not applied.
		/// - [`Error::ApplicationChanged`]: it has applied for another kind or with another profile.
		/// - [`Error::InvalidPeriod`]: the accreditation is shorter than a minute, or over already.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::accept_application().saturating_add(T::Audit::weight()))]
		pub fn accept_application(
			origin: OriginFor<T>,
			applicant: T::AccountId,
			kind: OrganizationKind,
			profile: Commitment,
			accreditation: Period,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_accept_application(applicant, kind, profile, accreditation)
		}

		/// Rejects the application of an account, and gives the deposit back. `kind` and `profile` are those of
		/// the application that is meant.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::ApplicationRejected`]
		///
		/// # Errors
		/// - [`Error::ApplicationNotFound`]: the account has not applied.
		/// - [`Error::ApplicationChanged`]: it has applied for another kind or with another profile.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::reject_application().saturating_add(T::Audit::weight()))]
		pub fn reject_application(
			origin: OriginFor<T>,
			applicant: T::AccountId,
			kind: OrganizationKind,
			profile: Commitment,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_reject_application(applicant, kind, profile)
		}

		/// Accredits an organization for another period, which applies from now on: past moments are
		/// judged by the period that applied then. A suspension still stands.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::AccreditationRenewed`]
		///
		/// # Errors
		/// - [`Error::InvalidPeriod`]: the period is shorter than a minute, or over already.
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::renew_accreditation().saturating_add(T::Audit::weight()))]
		pub fn renew_accreditation(
			origin: OriginFor<T>,
			organization: OrganizationId,
			accreditation: Period,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_renew_accreditation(organization, accreditation)
		}

		/// Revokes an organization's accreditation from now on, for good. All that can still happen to it
		/// is that another organization follows it; its admins can still end what it has.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::AccreditationRevoked`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: its accreditation was revoked, or another has followed it.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::revoke_accreditation().saturating_add(T::Audit::weight()))]
		pub fn revoke_accreditation(
			origin: OriginFor<T>,
			organization: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_revoke_accreditation(organization)
		}

		/// Lets the organization `by` follow `organization`, which is over from now on, for good. Custody
		/// and authorship of all that `organization` had, and of those that it had followed itself, are
		/// the successor's; practitioners and grants are not.
		///
		/// An organization that is suspended, or whose accreditation was revoked, can be followed, too:
		/// somebody must be able to correct its records.
		///
		/// For [`Config::AccreditOrigin`].
		///
		/// # Events
		/// [`Event::OrganizationSucceeded`]
		///
		/// # Errors
		/// - [`Error::CannotSucceedItself`]: both are the same organization.
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::OrganizationEnded`]: another has followed it already.
		/// - [`Error::OrganizationNotAccredited`]: the successor is not accredited now.
		/// - [`Error::MaxPredecessorsExceeded`]: the successor would have followed too many.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::succeed_organization().saturating_add(T::Audit::weight()))]
		pub fn succeed_organization(
			origin: OriginFor<T>,
			organization: OrganizationId,
			by: OrganizationId,
		) -> DispatchResult {
			T::AccreditOrigin::ensure_origin(origin)?;
			Self::do_succeed_organization(organization, by)
		}

		/// Makes an account an admin of an organization.
		///
		/// For an admin of an organization that is accredited now, who pays the fee; for
		/// [`Config::AccreditOrigin`] at any time, which leaves an entry in the authorities' trail.
		///
		/// # Events
		/// [`Event::AdminAdded`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::AlreadyExists`]: the account is an admin of it already.
		/// - [`Error::MaxAdminsExceeded`]: it has as many as it can have.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::add_admin().saturating_add(T::Audit::weight()))]
		pub fn add_admin(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let signer = Self::signer_unless_authority(origin)?;
			Self::do_add_admin(signer.as_ref(), organization, account)
		}

		/// Ends that an account is an admin of an organization. The last one stays.
		///
		/// For an admin of the organization, who pays the fee and may remove itself, and for
		/// [`Config::AccreditOrigin`], at any time. An admin who removes all others leaves whoever
		/// accredits to undo that: add one again, then remove that admin. What that one does leaves an entry in the
		/// authorities' trail.
		///
		/// # Events
		/// [`Event::AdminRemoved`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::AdminNotFound`]: the account is no admin of it.
		/// - [`Error::LastAdmin`]: there would be no admin left.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::remove_admin().saturating_add(T::Audit::weight()))]
		pub fn remove_admin(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let signer = Self::signer_unless_authority(origin)?;
			Self::do_remove_admin(signer.as_ref(), organization, account)
		}

		/// Makes an account a gateway of an organization, from now on: it signs for practitioners of the
		/// organization who have no account.
		///
		/// For an admin of an organization that is accredited now, who pays the fee.
		///
		/// # Events
		/// [`Event::GatewayAdded`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::AlreadyExists`]: the account is a gateway of it already.
		/// - [`Error::MaxGatewaysExceeded`]: it has as many as it can have.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::add_gateway())]
		pub fn add_gateway(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_gateway(&who, organization, account)
		}

		/// Ends that an account is a gateway of an organization, at once. That it was one stays known for
		/// past moments, for [`Config::HistoryRetention`] at least.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::GatewayRemoved`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::GatewayNotFound`]: the account is no gateway of it.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::remove_gateway())]
		pub fn remove_gateway(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_gateway(&who, organization, account)
		}

		/// Publishes the encryption key to which others seal what an organization as such shall read: the
		/// first one, or one that replaces it.
		///
		/// For an admin of an organization that is accredited now, who pays the fee.
		///
		/// # Events
		/// [`Event::OrganizationKeyPublished`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::OrganizationNotAccredited`]: it is suspended, over, or not accredited now.
		/// - [`Error::InvalidEncryptionKey`]: the key may not be published, see
		///   [`PublicKey::is_acceptable`], or it is the present key again.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::publish_organization_key())]
		pub fn publish_organization_key(
			origin: OriginFor<T>,
			organization: OrganizationId,
			encryption_key: PublicKey,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish_organization_key(&who, organization, encryption_key)
		}

		/// Ends that somebody is a practitioner of an organization, at once. What applied before stays
		/// known for past moments. This needs no accreditation: a suspended organization, and one that is
		/// over, can still do it.
		///
		/// For an admin of the organization, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerRemoved`]
		///
		/// # Errors
		/// - [`Error::OrganizationNotFound`]: there is no such organization.
		/// - [`Error::NotAuthorized`]: the signer is no admin of it.
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of it.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::remove_practitioner())]
		pub fn remove_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_practitioner(&who, organization, practitioner)
		}

		/// Ends that the signer is a practitioner of an organization, at once and whatever the
		/// organization says.
		///
		/// For the practitioner; free.
		///
		/// # Events
		/// [`Event::PractitionerLeft`]
		///
		/// # Errors
		/// [`Error::PractitionerNotFound`]: the signer is no practitioner of the organization.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::leave())]
		#[pallet::feeless_if(
			|origin: &OriginFor<T>, organization: &OrganizationId| -> bool {
				ensure_signed(origin.clone())
					.is_ok_and(|who| Pallet::<T>::may_leave(&who, *organization))
			}
		)]
		pub fn leave(origin: OriginFor<T>, organization: OrganizationId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who, organization)
		}

		/// Gives a practitioner the emergency role from now on, which opens records without consent, or
		/// takes it away.
		///
		/// For [`Config::LicensingOrigin`].
		///
		/// # Events
		/// [`Event::EmergencyRoleSet`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: that is no practitioner of the organization.
		/// - [`Error::NothingToDo`]: the practitioner holds the role already, or does not hold it.
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::set_emergency_role().saturating_add(T::Audit::weight()))]
		pub fn set_emergency_role(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
			holds: bool,
		) -> DispatchResult {
			T::LicensingOrigin::ensure_origin(origin)?;
			Self::do_set_emergency_role(organization, practitioner, holds)
		}

		/// Suspends a practitioner in an organization, from now on. Somebody who has left can be
		/// suspended, too: it counts from the moment of coming back.
		///
		/// For [`Config::LicensingOrigin`].
		///
		/// # Events
		/// [`Event::PractitionerSuspended`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: that never was a practitioner of the organization.
		/// - [`Error::AlreadySuspended`]: the practitioner is suspended already.
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::suspend_practitioner().saturating_add(T::Audit::weight()))]
		pub fn suspend_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			T::LicensingOrigin::ensure_origin(origin)?;
			Self::do_suspend_practitioner(organization, practitioner, Actor::Authority)
		}

		/// Lifts a practitioner's suspension from now on, also one that was imposed for misconduct.
		///
		/// For [`Config::LicensingOrigin`].
		///
		/// # Events
		/// [`Event::PractitionerReinstated`]
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: that never was a practitioner of the organization.
		/// - [`Error::NotSuspended`]: the practitioner is not suspended.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::reinstate_practitioner().saturating_add(T::Audit::weight()))]
		pub fn reinstate_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			T::LicensingOrigin::ensure_origin(origin)?;
			Self::do_reinstate_practitioner(organization, practitioner)
		}

		/// Removes the row of somebody who left an organization long ago and is not suspended. From then
		/// on the chain no longer knows who else practised in that organization at the moments before that
		/// person left. Of a long past, each call removes the oldest 16 entries; the row goes with the last.
		///
		/// For anybody, who pays the fee.
		///
		/// # Events
		/// [`Event::PractitionerForgotten`], or [`Event::PractitionerPartlyForgotten`]: call again.
		///
		/// # Errors
		/// - [`Error::PractitionerNotFound`]: there is no such row.
		/// - [`Error::NotLeft`]: that is still a practitioner of the organization.
		/// - [`Error::SuspensionStands`]: whoever left is suspended.
		/// - [`Error::TooEarly`]: [`Config::HistoryRetention`] has not passed.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::forget_practitioner())]
		pub fn forget_practitioner(
			origin: OriginFor<T>,
			organization: OrganizationId,
			practitioner: PractitionerId<T::AccountId>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget_practitioner(organization, practitioner)
		}

		/// Removes what is known of an account that was removed as a gateway of an organization long ago. From
		/// then on the chain no longer knows which other accounts were gateways of it at the moments before.
		/// Of a long past, each call removes the oldest 16 entries; the row goes with the last.
		///
		/// For anybody, who pays the fee.
		///
		/// # Events
		/// [`Event::GatewayForgotten`], or [`Event::GatewayPartlyForgotten`]: call again.
		///
		/// # Errors
		/// - [`Error::GatewayNotFound`]: nothing is known of the account.
		/// - [`Error::NotLeft`]: it is a gateway of the organization.
		/// - [`Error::TooEarly`]: [`Config::HistoryRetention`] has not passed.
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::forget_gateway())]
		pub fn forget_gateway(
			origin: OriginFor<T>,
			organization: OrganizationId,
			account: T::AccountId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget_gateway(organization, account)
		}
	}
}
