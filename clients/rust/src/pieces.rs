//! Pieces of a package, any k of which give it again: several custodians keep a batch together, and some may be lost.
//!
//! Pieces are no shares of a secret: the first k hold the sealed bytes as they are. The erasure code is a crate's.

pub mod chunks;

use crate::package;
use sia_reed_solomon::ReedSolomon;

/// The most pieces of one package.
pub const MAX_PIECES: u8 = 16;

const MAGIC: &[u8; 4] = b"SLP1";
/// How long the head of a piece is, in bytes. The shard follows it.
pub const HEAD_LENGTH: usize = 11;

/// What a piece says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceHead {
	/// So many pieces give the package: k.
	pub needed: u8,
	/// Of so many: n.
	pub pieces: u8,
	/// Which of them it is, from 0.
	pub index: u8,
	/// How long the package is, in bytes.
	pub package_length: u32,
}

/// What the chain keeps of the pieces of an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PiecePlan {
	/// So many give the package.
	pub needed: u8,
	/// The root of each piece, in the order of their indices.
	pub roots: Vec<[u8; 32]>,
}

/// Why there are no pieces, or no package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PieceError {
	/// So many pieces cannot be made, or not so that so many give the package.
	#[error("of 1 to 16 pieces, 1 to all give the package")]
	WrongNumbers,
	/// There are no so short, or so long, packages.
	#[error("no package is so long, or so short")]
	WrongLength,
	/// It is none, one of another plan, or not as it was.
	#[error("a piece is not the one of the plan")]
	FalsePiece,
	/// There are fewer good ones than it takes.
	#[error("these are fewer good pieces than it takes")]
	TooFewPieces,
	/// What fills them up is something else than zeros.
	#[error("the pieces hold more than the package")]
	FalseFilling,
}

/// A package that was put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedPackage {
	/// The package. That every piece was as planned does not show that the plan is of the batch:
	/// [`package::open`] does.
	pub package: Vec<u8>,
	/// The places, among the pieces given, of those that were left aside: whoever kept them is to blame.
	pub bad: Vec<usize>,
}

impl PieceHead {
	/// The head with which a piece, or its first chunk, begins.
	pub fn of(bytes: &[u8]) -> Option<Self> {
		let head: &[u8; HEAD_LENGTH] = bytes.first_chunk()?;
		let [_, _, _, _, needed, pieces, index, length @ ..] = *head;
		let head = Self { needed, pieces, index, package_length: u32::from_le_bytes(length) };
		let is_one = bytes.starts_with(MAGIC)
			&& ensure_numbers(needed, pieces).is_ok()
			&& index < pieces
			&& ensure_length(usize::try_from(head.package_length).ok()?).is_ok();
		is_one.then_some(head)
	}

	/// How long the piece is, with its head, in bytes.
	pub fn piece_length(&self) -> Option<usize> {
		let package = usize::try_from(self.package_length).ok()?;
		package.div_ceil(self.needed.into()).checked_add(HEAD_LENGTH)
	}

	/// The bytes with which the piece begins.
	pub fn to_bytes(self) -> Vec<u8> {
		let numbers = [self.needed, self.pieces, self.index];
		[MAGIC.as_slice(), &numbers, &self.package_length.to_le_bytes()].concat()
	}
}

/// Splits a package into so many pieces, of which any `needed` give it.
pub fn split(package: &[u8], needed: u8, pieces: u8) -> Result<Vec<Vec<u8>>, PieceError> {
	ensure_numbers(needed, pieces)?;
	let package_length = ensure_length(package.len())?;
	let length = package.len().div_ceil(needed.into());
	let mut shards: Vec<Vec<u8>> = vec![vec![0; length]; pieces.into()];
	for (shard, part) in shards.iter_mut().zip(package.chunks(length)) {
		for (byte, value) in shard.iter_mut().zip(part) {
			*byte = *value;
		}
	}
	let code = code(needed, pieces)?;
	code.encode(&mut shards).map_err(|_| PieceError::WrongNumbers)?;
	let with_head = |(index, shard): (u8, Vec<u8>)| {
		[PieceHead { needed, pieces, index, package_length }.to_bytes(), shard].concat()
	};
	Ok((0..).zip(shards).map(with_head).collect())
}

/// What the chain shall keep of these pieces, of which any `needed` give the package.
pub fn plan(needed: u8, pieces: &[Vec<u8>]) -> Option<PiecePlan> {
	let roots = pieces.iter().map(|piece| chunks::root(piece)).collect::<Option<_>>()?;
	Some(PiecePlan { needed, roots })
}

/// What a piece says about itself, if it is one of the plan's.
pub fn check(plan: &PiecePlan, piece: &[u8]) -> Result<PieceHead, PieceError> {
	let pieces = u8::try_from(plan.roots.len()).map_err(|_| PieceError::WrongNumbers)?;
	ensure_numbers(plan.needed, pieces)?;
	let head = PieceHead::of(piece).ok_or(PieceError::FalsePiece)?;
	let is_the_plans = head.needed == plan.needed
		&& head.pieces == pieces
		&& head.piece_length() == Some(piece.len())
		&& plan.roots.get(usize::from(head.index)).copied() == chunks::root(piece);
	is_the_plans.then_some(head).ok_or(PieceError::FalsePiece)
}

/// The package, from any good pieces that are enough. Nothing is allocated but by the lengths of pieces that are under their
/// roots.
pub fn join(plan: &PiecePlan, pieces: &[Vec<u8>]) -> Result<JoinedPackage, PieceError> {
	let number = u8::try_from(plan.roots.len()).map_err(|_| PieceError::WrongNumbers)?;
	ensure_numbers(plan.needed, number)?;
	let heads: Vec<_> = pieces.iter().map(|piece| check(plan, piece).ok()).collect();
	let package_length = commonest(heads.iter().flatten().map(|head| head.package_length));

	let mut shards: Vec<Option<Vec<u8>>> = vec![None; number.into()];
	let mut bad = Vec::new();
	for (place, (piece, head)) in pieces.iter().zip(&heads).enumerate() {
		let head = head.filter(|head| Some(head.package_length) == package_length);
		let slot = head.and_then(|head| shards.get_mut(usize::from(head.index)));
		match (slot, piece.get(HEAD_LENGTH..)) {
			(Some(slot @ None), Some(shard)) => *slot = Some(shard.to_vec()),
			_ => bad.push(place),
		}
	}
	if shards.iter().flatten().count() < plan.needed.into() {
		return Err(PieceError::TooFewPieces);
	}
	let code = code(plan.needed, number)?;
	code.reconstruct_data(&mut shards).map_err(|_| PieceError::TooFewPieces)?;
	let mut package: Vec<u8> =
		shards.into_iter().take(plan.needed.into()).flatten().flatten().collect();
	let length = package_length.and_then(|length| usize::try_from(length).ok());
	let filling = package.split_off(length.ok_or(PieceError::WrongLength)?.min(package.len()));
	if filling.iter().any(|byte| *byte != 0) {
		return Err(PieceError::FalseFilling);
	}
	Ok(JoinedPackage { package, bad })
}

/// Restores what is missing of the shards of a package, or of equally long parts at one place in all of them: the code goes byte by byte. So
/// what is too long for the memory is restored part by part.
///
/// `shards` are as many as there are pieces, in the order of their indices. They have to be certain: only the root of a piece shows a wrong one.
pub fn restore(needed: u8, shards: &mut [Option<Vec<u8>>]) -> Result<(), PieceError> {
	let number = u8::try_from(shards.len()).map_err(|_| PieceError::WrongNumbers)?;
	ensure_numbers(needed, number)?;
	if shards.iter().flatten().count() < needed.into() {
		return Err(PieceError::TooFewPieces);
	}
	code(needed, number)?.reconstruct(shards).map_err(|_| PieceError::WrongLength)
}

/// The value that comes most often; the one that came first of several.
fn commonest(values: impl Iterator<Item = u32> + Clone) -> Option<u32> {
	let mut most = None;
	for value in values.clone() {
		let count = values.clone().filter(|other| *other == value).count();
		if most.is_none_or(|(_, before)| count > before) {
			most = Some((value, count));
		}
	}
	most.map(|(value, _)| value)
}

fn code(needed: u8, pieces: u8) -> Result<ReedSolomon, PieceError> {
	let parity = pieces.checked_sub(needed).ok_or(PieceError::WrongNumbers)?;
	ReedSolomon::new(needed.into(), parity.into()).map_err(|_| PieceError::WrongNumbers)
}

fn ensure_numbers(needed: u8, pieces: u8) -> Result<(), PieceError> {
	let is_right = (1..=MAX_PIECES).contains(&pieces) && (1..=pieces).contains(&needed);
	is_right.then_some(()).ok_or(PieceError::WrongNumbers)
}

fn ensure_length(length: usize) -> Result<u32, PieceError> {
	let is_right = (1..=package::MAX_LENGTH).contains(&length);
	u32::try_from(length).ok().filter(|_| is_right).ok_or(PieceError::WrongLength)
}
