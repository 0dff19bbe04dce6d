//! The records and the earlier headers of a batch, each in one value: a batch is read at every release, in one row.

use crate::{
	catalogue::CatalogueError,
	kept::{EarlierHeader, KeptRecord},
};

/// So many bytes a record has.
pub(super) const RECORD: i64 = 64;

/// Commitment and name of each.
pub(super) fn write_records(records: &[KeptRecord]) -> Vec<u8> {
	records.iter().flat_map(|record| [record.commitment, record.name]).flatten().collect()
}

pub(super) fn read_records(mut bytes: &[u8]) -> Result<Vec<KeptRecord>, CatalogueError> {
	let mut records = Vec::with_capacity(bytes.len() / 64);
	while !bytes.is_empty() {
		records.push(KeptRecord { commitment: take(&mut bytes)?, name: take(&mut bytes)? });
	}
	Ok(records)
}

/// Moment (8), length (8) and bytes of each.
pub(super) fn write_earlier(earlier: &[EarlierHeader]) -> Vec<u8> {
	let mut bytes = Vec::new();
	for EarlierHeader { header, replaced } in earlier {
		bytes.extend(replaced.to_be_bytes());
		bytes.extend((header.len() as u64).to_be_bytes());
		bytes.extend(header);
	}
	bytes
}

pub(super) fn read_earlier(mut bytes: &[u8]) -> Result<Vec<EarlierHeader>, CatalogueError> {
	let mut earlier = Vec::new();
	while !bytes.is_empty() {
		let replaced = u64::from_be_bytes(take(&mut bytes)?);
		let length = u64::from_be_bytes(take(&mut bytes)?);
		let length = usize::try_from(length).map_err(|_| CatalogueError::Damaged)?;
		let (header, rest) = bytes.split_at_checked(length).ok_or(CatalogueError::Damaged)?;
		bytes = rest;
		earlier.push(EarlierHeader { header: header.to_vec(), replaced });
	}
	Ok(earlier)
}

/// The first bytes, which are taken away.
fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], CatalogueError> {
	let (first, rest) = bytes.split_first_chunk().ok_or(CatalogueError::Damaged)?;
	*bytes = rest;
	Ok(*first)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn records_and_headers_come_back_as_they_went_in() {
		let records = vec![
			KeptRecord { commitment: [1; 32], name: [2; 32] },
			KeptRecord { commitment: [3; 32], name: [4; 32] },
		];
		assert_eq!(read_records(&write_records(&records)), Ok(records));
		let earlier = vec![
			EarlierHeader { header: vec![5; 100], replaced: 7 },
			EarlierHeader { header: vec![], replaced: u64::MAX },
		];
		assert_eq!(read_earlier(&write_earlier(&earlier)), Ok(earlier));
	}

	#[test]
	fn what_is_cut_off_is_damaged() {
		let records = write_records(&[KeptRecord { commitment: [1; 32], name: [2; 32] }]);
		let earlier = write_earlier(&[EarlierHeader { header: vec![5; 10], replaced: 7 }]);
		for end in 1..records.len() {
			assert_eq!(read_records(&records[..end]), Err(CatalogueError::Damaged), "{end}");
		}
		for end in 1..earlier.len() {
			assert_eq!(read_earlier(&earlier[..end]), Err(CatalogueError::Damaged), "{end}");
		}
	}
}
