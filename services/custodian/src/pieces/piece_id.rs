//! By what one piece is told from all others that are kept.

use crate::{
	hash::{hashed, hasher},
	kept::{KeptPiece, Name, PatientId},
};

/// A hash of the patient, the anchor and the root: whoever plans the root of another's piece, which is public, under an own anchor has a piece of
/// its own.
pub(super) type PieceId = [u8; 32];

/// Of the piece of an anchor with this root.
pub(super) fn piece_id(patient: &PatientId, anchor: u32, root: &Name) -> PieceId {
	let mut hasher = hasher();
	hasher.update(patient).update(&anchor.to_le_bytes()).update(root);
	hashed(&hasher)
}

/// Of a piece that is kept.
pub(super) fn id_of(piece: &KeptPiece) -> PieceId {
	piece_id(&piece.patient, piece.anchor, &piece.root)
}
