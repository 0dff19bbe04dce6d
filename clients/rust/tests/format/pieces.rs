//! Pieces of packages, and their chunks.

use crate::vectors::{bytes, flipped, part};
use salus_client::{
	batch::SealedRecord,
	package,
	pieces::{
		check,
		chunks::{self, PieceHasher, CHUNK_LENGTH},
		join, plan, restore, split, JoinedPackage, PieceError, PieceHead, PiecePlan, HEAD_LENGTH,
	},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
	records: Vec<RecordVector>,
	package: String,
	root: String,
	plans: Vec<PlanVector>,
	long: Long,
}

#[derive(Deserialize)]
struct RecordVector {
	commitment: String,
	sealed: String,
}

#[derive(Deserialize)]
struct PlanVector {
	needed: u8,
	pieces: Vec<String>,
	roots: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Long {
	commitment: String,
	sealed_length: usize,
	needed: u8,
	roots: Vec<String>,
	chunk: Chunk,
}

#[derive(Deserialize)]
struct Chunk {
	piece: usize,
	index: u32,
	length: usize,
	proof: Vec<String>,
}

/// Bytes that repeat nowhere soon.
fn noise(length: usize) -> Vec<u8> {
	(0..length).map(|i| u8::try_from(i * i % 251).unwrap()).collect()
}

fn made(package: &[u8], needed: u8, number: u8) -> (Vec<Vec<u8>>, PiecePlan) {
	let pieces = split(package, needed, number).unwrap();
	let plan = plan(needed, &pieces).unwrap();
	(pieces, plan)
}

fn whole(package: &[u8]) -> Result<JoinedPackage, PieceError> {
	Ok(JoinedPackage { package: package.to_vec(), bad: Vec::new() })
}

/// Every way to take some of the pieces.
fn subsets(pieces: &[Vec<u8>]) -> impl Iterator<Item = Vec<Vec<u8>>> + '_ {
	(0u32..1 << pieces.len()).map(|chosen| {
		(0..pieces.len())
			.rev()
			.filter(|i| chosen >> i & 1 == 1)
			.map(|i| pieces[i].clone())
			.collect()
	})
}

#[test]
fn the_pieces_of_the_vectors_are_made_and_joined() {
	let vector: Vector = part("pieces");
	let record = |RecordVector { commitment, sealed }: &RecordVector| SealedRecord {
		commitment: bytes(commitment),
		sealed: hex::decode(sealed).unwrap(),
	};
	let records: Vec<_> = vector.records.iter().map(record).collect();
	let packed = package::pack(&records).unwrap();
	assert_eq!(hex::encode(&packed), vector.package);
	assert_eq!(package::unpack(&packed).as_ref(), Ok(&records));
	assert_eq!(package::root(&records).map(hex::encode), Some(vector.root));
	let numbers: Vec<_> =
		vector.plans.iter().map(|plan| (plan.needed, plan.pieces.len())).collect();
	assert_eq!(numbers, [(1, 1), (1, 3), (2, 3), (3, 5), (10, 16), (16, 16)]);
	for PlanVector { needed, pieces, roots } in vector.plans {
		let (own, plan) = made(&packed, needed, pieces.len().try_into().unwrap());
		assert_eq!(own.iter().map(hex::encode).collect::<Vec<_>>(), pieces);
		assert_eq!(plan.roots.iter().map(hex::encode).collect::<Vec<_>>(), roots);
		for first in 0..=pieces.len() - usize::from(needed) {
			assert_eq!(join(&plan, &own[first..first + usize::from(needed)]), whole(&packed));
		}
	}
}

#[test]
fn the_long_pieces_of_the_vectors_have_their_roots_and_the_chunk_its_proof() {
	let Long { commitment, sealed_length, needed, roots, chunk } = part::<Vector>("pieces").long;
	let sealed = (0..sealed_length).map(|i| u8::try_from(i % 251).unwrap()).collect();
	let records = [SealedRecord { commitment: bytes(&commitment), sealed }];
	let packed = package::pack(&records).unwrap();
	let (pieces, plan) = made(&packed, needed, roots.len().try_into().unwrap());
	assert_eq!(plan.roots.iter().map(hex::encode).collect::<Vec<_>>(), roots);
	let piece = &pieces[chunk.piece];
	let proof = chunks::proof(piece, chunk.index).unwrap();
	assert_eq!(proof.iter().map(hex::encode).collect::<Vec<_>>(), chunk.proof);
	let at = chunk.index as usize * CHUNK_LENGTH;
	let content = &piece[at..at + chunk.length];
	let root = &plan.roots[chunk.piece];
	assert!(chunks::verify(root, piece.len(), chunk.index, content, &proof));
}

#[test]
fn whichever_pieces_are_lost_the_others_give_the_package_if_they_are_enough() {
	for number in 1..=7 {
		for needed in 1..=number {
			let package = noise(1000 + usize::from(number));
			let (pieces, plan) = made(&package, needed, number);
			for some in subsets(&pieces) {
				let enough = some.len() >= needed.into();
				let expected = if enough { whole(&package) } else { Err(PieceError::TooFewPieces) };
				assert_eq!(join(&plan, &some), expected, "{} of {needed}", some.len());
			}
		}
	}
}

#[test]
fn lost_shards_are_restored_part_by_part() {
	let (pieces, _) = made(&noise(1_000), 3, 5);
	let shards: Vec<_> = pieces.iter().map(|piece| &piece[HEAD_LENGTH..]).collect();
	for lost in [[0, 1], [1, 4], [3, 4]] {
		for part in [1, 100, 334] {
			let mut restored = vec![Vec::new(); 5];
			for from in (0..shards[0].len()).step_by(part) {
				let until = (from + part).min(shards[0].len());
				let mut parts: Vec<_> =
					shards.iter().map(|shard| Some(shard[from..until].to_vec())).collect();
				for place in lost {
					parts[place] = None;
				}
				restore(3, &mut parts).unwrap();
				restored.iter_mut().zip(parts).for_each(|(all, part)| all.extend(part.unwrap()));
			}
			assert_eq!(restored, shards, "without {lost:?}, {part} bytes at once");
		}
	}
	let mut few = vec![Some(vec![1]), None, Some(vec![2]), None, None];
	assert_eq!(restore(3, &mut few), Err(PieceError::TooFewPieces));
	let mut uneven = vec![Some(vec![1]), Some(vec![1, 2]), Some(vec![2]), None, None];
	assert_eq!(restore(3, &mut uneven), Err(PieceError::WrongLength));
	assert_eq!(restore(4, &mut [Some(vec![1])]), Err(PieceError::WrongNumbers));
}

#[test]
fn packages_of_every_length_come_back() {
	for length in (1..40).chain([65_525, 65_536, 65_537, 196_609]) {
		let package = noise(length);
		for (needed, number) in [(1, 2), (2, 3), (3, 5), (16, 16), (7, 16)] {
			let (pieces, plan) = made(&package, needed, number);
			let lost = usize::from(number - needed);
			assert_eq!(join(&plan, &pieces[lost..]), whole(&package), "{length} bytes");
		}
	}
}

#[test]
fn every_flipped_bit_of_a_piece_is_noticed() {
	let package = noise(41);
	let (pieces, plan) = made(&package, 2, 3);
	for (place, piece) in pieces.iter().enumerate() {
		assert_eq!(check(&plan, piece).map(|head| usize::from(head.index)), Ok(place));
		for altered in flipped(piece) {
			assert_eq!(check(&plan, &altered), Err(PieceError::FalsePiece));
			let mut given = pieces.clone();
			given[place] = altered;
			let expected = JoinedPackage { package: package.clone(), bad: vec![place] };
			assert_eq!(join(&plan, &given), Ok(expected));
			given.truncate(2);
			let is_enough = place == 2;
			assert_eq!(join(&plan, &given).is_ok(), is_enough);
		}
	}
}

#[test]
fn a_piece_that_is_cut_off_goes_on_or_comes_twice_is_left_aside() {
	let package = noise(100);
	let (pieces, plan) = made(&package, 2, 3);
	let longer = [pieces[0].as_slice(), &[0]].concat();
	let cut = (0..pieces[0].len()).map(|length| pieces[0][..length].to_vec());
	for piece in cut.chain([longer]) {
		let given = [piece, pieces[1].clone(), pieces[2].clone()];
		assert_eq!(
			join(&plan, &given),
			Ok(JoinedPackage { package: package.clone(), bad: vec![0] })
		);
	}
	let twice = [pieces[0].clone(), pieces[0].clone()];
	assert_eq!(join(&plan, &twice), Err(PieceError::TooFewPieces));
	let given = [twice.as_slice(), &pieces[2..]].concat();
	assert_eq!(join(&plan, &given), Ok(JoinedPackage { package, bad: vec![1] }));
}

fn with_one_more(plan: &PiecePlan) -> PiecePlan {
	PiecePlan { needed: plan.needed, roots: [plan.roots.as_slice(), &[[0; 32]]].concat() }
}

#[test]
fn a_false_plan_is_found_out() {
	let package = noise(101);
	let (pieces, plan) = made(&package, 2, 3);
	let with = |place: usize, piece: &[u8]| {
		let mut plan = plan.clone();
		plan.roots[place] = chunks::root(piece).unwrap();
		plan
	};
	// A piece of a package of another length: the others agree.
	let shorter = &made(&noise(99), 2, 3).0[0];
	let given = [shorter.clone(), pieces[1].clone(), pieces[2].clone()];
	let expected = JoinedPackage { package, bad: vec![0] };
	assert_eq!(join(&with(0, shorter), &given), Ok(expected));
	// A byte after the package's end.
	let mut filled = pieces[1].clone();
	*filled.last_mut().unwrap() = 1;
	let given = [pieces[0].clone(), filled.clone()];
	assert_eq!(join(&with(1, &filled), &given), Err(PieceError::FalseFilling));
	// A piece that is longer than it says, and another number than the pieces name.
	let longer = [pieces[1].as_slice(), &[0]].concat();
	assert_eq!(check(&with(1, &longer), &longer), Err(PieceError::FalsePiece));
	let fewer = PiecePlan { needed: 1, ..plan.clone() };
	assert_eq!(join(&fewer, &pieces), Err(PieceError::TooFewPieces));
	assert_eq!(join(&with_one_more(&plan), &pieces), Err(PieceError::TooFewPieces));
}

#[test]
fn there_are_1_to_16_pieces_of_something() {
	for (needed, number) in [(0, 0), (0, 1), (2, 1), (1, 17), (17, 17), (1, 255)] {
		assert_eq!(split(&[1], needed, number), Err(PieceError::WrongNumbers));
		let plan = PiecePlan { needed, roots: vec![[0; 32]; number.into()] };
		assert_eq!(join(&plan, &[]), Err(PieceError::WrongNumbers));
		assert_eq!(check(&plan, &[]), Err(PieceError::WrongNumbers));
	}
	assert_eq!(split(&[], 1, 1), Err(PieceError::WrongLength));
}

#[test]
fn a_chunk_is_the_piece_s_at_one_place() {
	for length in [1, CHUNK_LENGTH - 1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 3 * CHUNK_LENGTH, 300_000] {
		let piece = noise(length);
		let root = chunks::root(&piece).unwrap();
		for part in [1_000, CHUNK_LENGTH, 70_001] {
			let mut hasher = PieceHasher::default();
			piece.chunks(part).for_each(|part| hasher.update(part));
			let leaves: Vec<_> = piece.chunks(CHUNK_LENGTH).map(chunks::leaf).collect();
			assert_eq!(hasher.clone().leaves(), leaves);
			assert_eq!(hasher.root(), Some(root));
		}
		for (index, chunk) in (0..).zip(piece.chunks(CHUNK_LENGTH)) {
			let proof = chunks::proof(&piece, index).unwrap();
			for place in 0..7 {
				let holds = chunks::verify(&root, length, place, chunk, &proof);
				assert_eq!(holds, place == index, "{index} at {place} of {length} bytes");
			}
			let mut altered = chunk.to_vec();
			altered[0] ^= 1;
			assert!(!chunks::verify(&root, length, index, &altered, &proof));
			assert!(!chunks::verify(&root, length, index, &chunk[1..], &proof));
			assert!(!chunks::verify(&root, length, u32::MAX, chunk, &proof));
			assert!(!chunks::verify(&root, usize::MAX, index, chunk, &proof));
		}
	}
	assert_eq!(chunks::root(&[]), None);
	assert_eq!(PieceHasher::default().root(), None);
	assert_eq!(chunks::proof(&[1], 1), None);
}

#[test]
fn the_first_chunk_tells_how_long_the_piece_is() {
	let (pieces, _) = made(&noise(400_000), 3, 4);
	for (index, piece) in (0..).zip(&pieces) {
		let head = PieceHead::of(&piece[..CHUNK_LENGTH]).unwrap();
		let expected = PieceHead { needed: 3, pieces: 4, index, package_length: 400_000 };
		assert_eq!(head, expected);
		assert_eq!(head.piece_length(), Some(piece.len()));
	}
}
