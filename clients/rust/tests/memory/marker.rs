//! Finding bytes in this process's memory.

use std::{
	fs::File,
	io::{Read, Seek},
	ops::Range,
	os::unix::fs::FileExt,
	sync::{Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// How many bytes are looked for.
const LENGTH: usize = 16;

/// How much is read at once.
const PART: usize = 1 << 12;

/// Longer than the list of what is mapped.
const MAPS: usize = 1 << 18;

/// This process's memory. One test at a time has it: reading makes copies of what others have.
pub struct Memory {
	bytes: File,
	maps: File,
	/// Of its whole length before there is any secret: what looks for one allocates nothing, which might lie where the secret was.
	map: String,
	_crowd: Vec<Vec<u8>>,
	_alone: MutexGuard<'static, ()>,
}

/// Bytes to look for. Each is kept as its complement, so that they are not found here.
pub struct Marker([u8; LENGTH]);

impl Memory {
	/// Waits until no other test has it.
	pub fn alone() -> Self {
		static TURN: Mutex<()> = Mutex::new(());
		Self {
			bytes: File::open("/proc/self/mem").unwrap(),
			maps: File::open("/proc/self/maps").unwrap(),
			map: String::with_capacity(MAPS),
			_crowd: crowd(),
			_alone: TURN.lock().unwrap_or_else(PoisonError::into_inner),
		}
	}

	/// Whether these bytes stand anywhere that the process can write to, but for the stack of this thread: there the compiler copies what it likes.
	pub fn has(&mut self, marker: &Marker) -> bool {
		self.has_any(std::slice::from_ref(marker))
	}

	/// The same for any of several.
	pub fn has_any(&mut self, markers: &[Marker]) -> bool {
		self.map.clear();
		self.maps.rewind().unwrap();
		self.maps.read_to_string(&mut self.map).unwrap();
		assert!(self.map.len() < MAPS);
		let here = u8::default();
		let stack = u64::try_from((&raw const here).addr()).unwrap();
		let mut regions = self.map.lines().filter_map(writable);
		regions.any(|region| !region.contains(&stack) && self.stands_in(markers, region))
	}

	/// Parts overlap, so that none of them cuts the bytes.
	fn stands_in(&self, markers: &[Marker], region: Range<u64>) -> bool {
		let mut part = Zeroizing::new([0; PART + LENGTH]);
		region.clone().step_by(PART).any(|start| {
			let length = usize::try_from(region.end - start).unwrap().min(part.len());
			let part = &mut part[..length];
			// Another thread may have given it back.
			self.bytes.read_exact_at(part, start).is_ok() && stands_in(markers, part)
		})
	}
}

impl Marker {
	/// Some of these bytes, near their beginning: that is what is left where something grew. The first ones are where the allocator writes when
	/// it takes them back.
	pub fn of(bytes: &[u8]) -> Self {
		let bytes: [u8; LENGTH] = bytes[16..][..LENGTH].try_into().unwrap();
		Self(bytes.map(|byte| !byte))
	}

	fn is(&self, bytes: &[u8]) -> bool {
		bytes.iter().zip(self.0).all(|(byte, not)| *byte == !not)
	}
}

/// Blocks of several lengths with gaps as long between them: what grows there has to move.
fn crowd() -> Vec<Vec<u8>> {
	let blocks = (0..1_000).map(|number| Vec::with_capacity(16 << (number / 2 % 6)));
	let blocks: Vec<_> = blocks.collect();
	blocks.into_iter().step_by(2).collect()
}

fn stands_in(markers: &[Marker], bytes: &[u8]) -> bool {
	let mut begins = [false; 256];
	markers.iter().for_each(|Marker(not)| begins[usize::from(!not[0])] = true);
	bytes
		.windows(LENGTH)
		.any(|here| begins[usize::from(here[0])] && markers.iter().any(|marker| marker.is(here)))
}

/// The region of a line that tells what is mapped, if it can be written to.
fn writable(line: &str) -> Option<Range<u64>> {
	let (range, rest) = line.split_once(' ')?;
	let (start, end) = range.split_once('-')?;
	let number = |text| u64::from_str_radix(text, 16).unwrap();
	rest.starts_with("rw").then(|| number(start)..number(end))
}

/// That anything can be found at all.
#[test]
fn what_was_not_wiped_is_found() {
	let mut memory = Memory::alone();
	let literal = b"a sentence that is in no other test";
	let marker = Marker::of(literal);
	assert!(!memory.has(&marker), "constants are where nobody writes");
	let kept = literal.to_vec();
	assert!(memory.has(&marker));
	drop(kept);
	assert!(memory.has(&marker));
}
