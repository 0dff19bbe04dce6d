//! Archives of trails, by the one that the client wrote: `tests/vectors/trail-archive-v1.ndjson`.

use salus_client::trail::{head_after, seed, Archive, ArchiveError};

const VECTOR: &str = include_str!("../../../../tests/vectors/trail-archive-v1.ndjson");

fn lines() -> Vec<String> {
	VECTOR.lines().map(String::from).collect()
}

fn read(lines: &[String]) -> Result<Archive, ArchiveError> {
	Archive::read(&lines.join("\n"))
}

#[test]
fn the_clients_archive_leads_to_its_tip() {
	let archive = Archive::read(VECTOR).unwrap();
	let header = &archive.header;
	assert!(header.first > 0, "the vector is of a trail that was pruned");
	assert_eq!(archive.heads.len() as u64, header.next - header.first + 1);
	assert_eq!(archive.heads.last(), Some(&header.tip));
	for (index, head) in archive.heads.iter().enumerate() {
		let first = header.first + index as u64;
		assert_eq!(archive.is_proven_by(first, head), Some(true));
		assert_eq!(archive.is_proven_by(first, &[0; 32]), Some(false));
	}
	assert_eq!(archive.is_proven_by(header.first - 1, &header.checkpoint), None);
	assert_eq!(archive.is_proven_by(header.next + 1, &header.tip), None);
}

#[test]
fn an_archive_of_which_a_line_is_missing_doubled_or_moved_is_refused() {
	let whole = lines();
	for line in 1..whole.len() {
		let mut missing = whole.clone();
		missing.remove(line);
		let error = read(&missing).unwrap_err();
		if line + 1 == whole.len() {
			assert!(matches!(error, ArchiveError::Truncated(_)), "{error}");
		} else {
			assert!(matches!(error, ArchiveError::OtherPlace(..)), "{error}");
		}
		let mut doubled = whole.clone();
		doubled.insert(line, whole[line].clone());
		assert!(matches!(read(&doubled), Err(ArchiveError::OtherPlace(..))));
		let mut moved = whole.clone();
		moved.swap(line, if line == 1 { 2 } else { 1 });
		assert!(matches!(read(&moved), Err(ArchiveError::OtherPlace(..))));
	}
}

#[test]
fn each_bit_of_each_entry_counts() {
	let whole = lines();
	for line in 1..whole.len() {
		let digits = whole[line].rfind("0x").unwrap() + 2;
		for at in digits..whole[line].len() - 2 {
			let mut altered = whole.clone();
			let other = if &whole[line][at..=at] == "0" { "1" } else { "0" };
			altered[line].replace_range(at..=at, other);
			assert!(matches!(read(&altered), Err(ArchiveError::OtherTip)));
		}
	}
}

#[test]
fn an_archive_from_the_beginning_starts_with_the_seed_of_its_trail_on_its_chain() {
	let genesis = [0x9e; 32];
	let trail = [2];
	let start = hex::encode(seed(&genesis, &trail));
	let with = |genesis: &str, checkpoint: &str| {
		Archive::read(&format!(
			"{{\"format\":\"salus-trail-archive/1\",\"genesis\":\"0x{genesis}\",\"trail\":\"0x02\",\
			\"block\":{{\"number\":1,\"hash\":\"0x\"}},\"first\":0,\"next\":0,\"checkpoint\":\"0x{checkpoint}\",\
			\"tip\":\"0x{checkpoint}\"}}"
		))
	};
	assert!(with(&hex::encode(genesis), &start).is_ok());
	assert!(matches!(with(&"00".repeat(32), &start), Err(ArchiveError::OtherSeed)));
	assert!(matches!(with(&hex::encode(genesis), &"00".repeat(32)), Err(ArchiveError::OtherSeed)));
}

#[test]
fn what_is_not_of_the_format_is_refused() {
	assert!(matches!(Archive::read(""), Err(ArchiveError::OtherFormat)));
	let whole = lines();
	for (from, to) in [("archive/1", "archive/2"), ("\"first\":2", "\"first\":99")] {
		let mut other = whole.clone();
		other[0] = other[0].replace(from, to);
		assert_ne!(other[0], whole[0]);
		assert!(matches!(read(&other), Err(ArchiveError::OtherFormat)));
	}
	for (line, from, to) in
		[(0, "\"next\"", "\"after\""), (0, "0x", ""), (1, "0x", "0X"), (1, "}", ",\"more\":1}")]
	{
		let mut other = whole.clone();
		other[line] = other[line].replacen(from, to, 1);
		assert!(
			matches!(read(&other), Err(ArchiveError::OtherForm { line: at, .. }) if at == line + 1)
		);
	}
}

#[test]
fn an_archive_at_the_end_of_all_places_is_read() {
	let last = u64::MAX - 1;
	let entry = [1, 2, 3];
	let (checkpoint, tip) = ([7; 32], head_after(&[7; 32], &entry));
	let archive = |further: &str| {
		Archive::read(&format!(
			"{{\"format\":\"salus-trail-archive/1\",\"genesis\":\"0x{0}\",\"trail\":\"0x02\",\
			\"block\":{{\"number\":1,\"hash\":\"0x\"}},\"first\":{last},\"next\":{1},\
			\"checkpoint\":\"0x{0}\",\"tip\":\"0x{2}\"}}\n\
			{{\"sequence\":{last},\"entry\":\"0x010203\"}}{further}",
			hex::encode(checkpoint),
			u64::MAX,
			hex::encode(tip),
		))
	};
	assert_eq!(archive("").unwrap().heads, [checkpoint, tip]);
	let beyond = format!("\n{{\"sequence\":{},\"entry\":\"0x00\"}}", u64::MAX);
	assert_eq!(archive(&beyond), Err(ArchiveError::OtherPlace(3, u64::MAX)));
}
