//! Requests, a line each. A line of the releases is answered once; whoever draws it again is refused.

use crate::{
	ledger::{CUSTODIAN, GENESIS, TICKET},
	store::{Scene, LONG, PATIENT, SHORT},
};
use salus_client::{
	requests::{ReleaseRequest, ReleaseTarget, Signed},
	signatures::Sr25519Pair,
	Secret,
};
use salus_custodian::{clock::Clock, random::Random};
use std::{
	error::Error,
	fs::File,
	io::{BufWriter, Write},
	path::Path,
};

/// Requests are taken for a minute before and after their time: they are made for a while from now.
const AHEAD: u64 = 45_000;
/// So many releases of a long record have room at once, if they are of several organizations.
const OF_LONG: usize = 10;

pub fn write(
	folder: &Path,
	scene: &Scene,
	lines: usize,
	clock: &Clock,
	random: &Random,
) -> Result<(), Box<dyn Error>> {
	let mut releases = BufWriter::new(File::create(folder.join("releases.txt"))?);
	let mut refusals = BufWriter::new(File::create(folder.join("refusals.txt"))?);
	let mut long = BufWriter::new(File::create(folder.join("long.txt"))?);
	let time = clock.now().saturating_add(AHEAD);
	for _ in 0..OF_LONG {
		let holder = Sr25519Pair::from_seed(&Secret::random(&mut random.clone()));
		let request =
			ReleaseRequest { holder: holder.account(), ..request(scene, LONG, time, random)? };
		writeln!(long, "{}", signed(&holder, request, random)?.to_json().as_str())?;
	}
	long.flush()?;
	for line in 0..lines {
		let request = request(scene, SHORT, time, random)?;
		let holder = &scene.holder;
		writeln!(releases, "{}", signed(holder, request.clone(), random)?.to_json().as_str())?;
		let refused = if line % 2 == 0 {
			let signed = signed(holder, request.clone(), random)?;
			Signed { request: ReleaseRequest { nonce: random.bytes(), ..request }, ..signed }
		} else {
			signed(holder, ReleaseRequest { sequence: TICKET + 1, ..request }, random)?
		};
		writeln!(refusals, "{}", refused.to_json().as_str())?;
	}
	releases.flush()?;
	refusals.flush()?;
	Ok(())
}

fn request(
	scene: &Scene,
	anchor: u32,
	time: u64,
	random: &Random,
) -> Result<ReleaseRequest, Box<dyn Error>> {
	Ok(ReleaseRequest {
		genesis: GENESIS,
		patient: PATIENT,
		sequence: TICKET,
		holder: scene.holder.account(),
		practitioner: None,
		custodian: CUSTODIAN,
		secret: scene.secret.clone(),
		targets: vec![ReleaseTarget::Anchor { anchor }].try_into()?,
		nonce: random.bytes(),
		time,
		reader: scene.reader.public.clone(),
	})
}

fn signed(
	holder: &Sr25519Pair,
	request: ReleaseRequest,
	random: &Random,
) -> Result<Signed<ReleaseRequest>, Box<dyn Error>> {
	Ok(Signed::new(request, |bytes| holder.sign(bytes, &mut random.clone()))?)
}
