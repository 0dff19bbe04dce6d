//! Who keeps the ciphertext of an anchor.

use crate::{
	Anchor, Anchors, Config, Custodies, Custody, CustodyView, Error, Event, NewPiece, Pallet,
	Piece, PieceView, Pieces, RecordStatus,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::Time,
	BoundedVec,
};
use salus_primitives::{
	Actor, AnchorId, AuditTrail, AuditedEvent, Basis, Moment, OrganizationId, PatientDirectory,
	PatientId, ProviderDirectory, Purpose, Role, TrailId, MIN_PERIOD,
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// Says which custodians shall keep an anchor's ciphertext.
	pub(crate) fn do_plan_custody(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		threshold: u8,
		pieces: Pieces,
		purpose: Purpose,
	) -> DispatchResult {
		let (anchored, basis) = Self::permit_to_correct(&actor, patient, anchor, purpose)?;
		let by_patient = match basis {
			Basis::Author => false,
			Basis::Patient | Basis::Representative => {
				let is_frozen = T::Patients::is_frozen(&patient, T::Time::now());
				ensure!(!is_frozen, Error::<T>::PatientFrozen);
				true
			},
			_ => return Err(Error::<T>::NotTheAuthor.into()),
		};
		ensure!(anchored.status() != RecordStatus::Erased, Error::<T>::Erased);
		// The same piece with two custodians gives no more of the whole than with one.
		let different = pieces.iter().map(|piece| piece.root).collect::<BTreeSet<_>>().len();
		let is_in_range = (1..=different).contains(&usize::from(threshold));
		ensure!(is_in_range, Error::<T>::InvalidThreshold);

		let before = Custodies::<T>::get(patient, anchor);
		// Where the patient's side lets its records be kept is no longer for their author to say.
		let is_patients = before.as_ref().is_some_and(|custody| custody.by_patient);
		ensure!(by_patient || !is_patients, Error::<T>::PlannedByPatient);

		let held_until = |new: &NewPiece| {
			let mut old = before.iter().flat_map(|custody| custody.pieces.iter());
			old.find(|old| old.custodian == new.custodian && old.root == new.root)
				.and_then(|old| old.held_until)
		};
		let planned = pieces.iter().map(|new| Piece {
			custodian: new.custodian,
			root: new.root,
			held_until: held_until(new),
		});
		// As many as were given, under the same bound.
		let planned = BoundedVec::truncate_from(planned.collect());
		let custody = Custody { threshold, pieces: planned, by_patient };
		Self::write_custody(&patient, anchor, anchored, custody);
		let count = u8::try_from(pieces.len()).unwrap_or(u8::MAX);
		let entry = AuditedEvent::CustodyPlanned { anchor, threshold, pieces: count };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::CustodyPlanned { patient, anchor, threshold, pieces });
		Ok(())
	}

	/// Says until when a custodian keeps a piece. It may say an earlier moment than before: it could release the piece
	/// as well.
	pub(crate) fn do_hold(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		piece: u8,
		root: H256,
		until: Moment,
	) -> DispatchResult {
		let anchored = Anchors::<T>::get(patient, anchor).ok_or(Error::<T>::AnchorNotFound)?;
		let mut custody = Self::planned(&patient, anchor, &anchored).ok_or(Error::<T>::Erased)?;
		let kept = custody.pieces.get_mut(usize::from(piece)).ok_or(Error::<T>::PieceNotFound)?;
		let now = T::Time::now();
		let custodian = Self::custodian_of(&actor, kept, now)?;
		ensure!(kept.root == root, Error::<T>::OtherRoot);
		let soonest = now.saturating_add(MIN_PERIOD);
		let latest = now.saturating_add(T::MaxCustodyPeriod::get());
		ensure!((soonest..=latest).contains(&until), Error::<T>::InvalidCustodyPeriod);

		let is_renewal = kept.is_held(now);
		// An organization that has followed another has its pieces, and is asked for them from now on.
		kept.custodian = custodian;
		kept.held_until = Some(until);
		Self::write_custody(&patient, anchor, anchored, custody);
		if !is_renewal {
			let entry = AuditedEvent::CustodyTaken { anchor, piece };
			T::Audit::append(TrailId::Patient(patient), actor, entry);
		}
		Self::deposit_event(Event::PieceHeld { patient, anchor, piece, custodian, until });
		Ok(())
	}

	/// Says that a custodian no longer keeps its piece.
	pub(crate) fn do_release(
		actor: Actor<T::AccountId>,
		patient: PatientId,
		anchor: AnchorId,
		piece: u8,
	) -> DispatchResult {
		let anchored = Anchors::<T>::get(patient, anchor).ok_or(Error::<T>::AnchorNotFound)?;
		let mut custody = Self::planned(&patient, anchor, &anchored).ok_or(Error::<T>::Erased)?;
		let kept = custody.pieces.get_mut(usize::from(piece)).ok_or(Error::<T>::PieceNotFound)?;
		let now = T::Time::now();
		let custodian = Self::custodian_of(&actor, kept, now)?;
		ensure!(kept.is_held(now), Error::<T>::NotHeld);

		kept.held_until = None;
		Self::write_custody(&patient, anchor, anchored, custody);
		let entry = AuditedEvent::CustodyReleased { anchor, piece };
		T::Audit::append(TrailId::Patient(patient), actor, entry);
		Self::deposit_event(Event::PieceReleased { patient, anchor, piece, custodian });
		Ok(())
	}

	/// Writes custody down, and that there is some.
	fn write_custody(
		patient: &PatientId,
		number: AnchorId,
		mut anchored: Anchor<T::AccountId>,
		custody: Custody,
	) {
		Custodies::<T>::insert(patient, number, custody);
		if !anchored.has_custody {
			anchored.has_custody = true;
			Anchors::<T>::insert(patient, number, anchored);
		}
	}

	/// Where the ciphertext of an anchor can be had. Two reads, and one for each piece that is held.
	pub(crate) fn custody_of(patient: &PatientId, anchor: AnchorId) -> Option<CustodyView> {
		let anchored = Anchors::<T>::get(patient, anchor)?;
		let custody = Self::planned(patient, anchor, &anchored)?;
		let now = T::Time::now();
		let as_it_stands = |piece: &Piece| PieceView {
			custodian: piece.custodian,
			root: piece.root,
			held_until: piece.held_until,
			is_live: piece.is_held(now) && T::Providers::is_accredited(piece.custodian, now),
		};
		let pieces: Vec<PieceView> = custody.pieces.iter().map(as_it_stands).collect();
		let live_pieces = || pieces.iter().filter(|piece| piece.is_live);
		let live = u32::try_from(live_pieces().count()).unwrap_or(u32::MAX);
		// The same piece twice gives no more of the whole than once.
		let different = live_pieces().map(|piece| piece.root).collect::<BTreeSet<_>>().len();
		let is_recoverable = different >= usize::from(custody.threshold);
		Some(CustodyView { threshold: custody.threshold, pieces, live, is_recoverable })
	}

	/// How the ciphertext of an anchor shall be kept: as was planned, or else as the whole with the custodian that the
	/// anchor names. `None` if the anchor was erased.
	fn planned(
		patient: &PatientId,
		number: AnchorId,
		anchored: &Anchor<T::AccountId>,
	) -> Option<Custody> {
		let batch = anchored.batch?;
		let planned =
			if anchored.has_custody { Custodies::<T>::get(patient, number) } else { None };
		planned.or_else(|| {
			let whole = Piece { custodian: anchored.custodian, root: batch.root, held_until: None };
			let pieces = BoundedVec::truncate_from([whole].into());
			Some(Custody { threshold: 1, pieces, by_patient: false })
		})
	}

	/// For which organization `actor` keeps `piece`: for the one that it was given to, or one that has followed that.
	fn custodian_of(
		actor: &Actor<T::AccountId>,
		piece: &Piece,
		now: Moment,
	) -> Result<OrganizationId, Error<T>> {
		let standing =
			T::Providers::standing(actor, now).map_err(|_| Error::<T>::NotTheCustodian)?;
		let organization = actor.organization().ok_or(Error::<T>::NotTheCustodian)?;
		let is_its_own =
			organization == piece.custodian || standing.predecessors.contains(&piece.custodian);
		let keeps = is_its_own && standing.roles.contains(Role::Custodian);
		ensure!(keeps, Error::<T>::NotTheCustodian);
		Ok(organization)
	}
}
