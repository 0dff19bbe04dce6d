//! A custodian to be loaded: its real router, limits, catalogue and vault, over a double of the chain that answers at once. What it can
//! answer a second is what the service itself can; the chain has figures of its own.
//!
//! `load FOLDER LINES` makes a store in the folder, and files of bodies beside it: `releases.txt` and `refusals.txt`, of so many lines each, requests that
//! are answered, and such as are refused, half of them for their signature and half for their ticket; and `long.txt`, some for a record of 64 MiB. It says where it
//! listens, and ends when its standard input does. `scripts/bench-custodian.sh` runs it.

mod bodies;
mod ledger;
mod store;

use salus_custodian::{
	clock::Clock,
	config::Http,
	http,
	limits::PerMinute,
	operations::{self, Watch},
	random::Random,
	release::{Parts, Releases},
};
use std::{
	error::Error,
	io::{self, Read},
	path::PathBuf,
	sync::Arc,
	time::Duration,
};
use tokio::{sync::watch, task::spawn_blocking};

/// More than the load has connections.
const IN_FLIGHT: u32 = 65_536;

fn main() -> Result<(), Box<dyn Error>> {
	let mut arguments = std::env::args().skip(1);
	let folder = PathBuf::from(arguments.next().ok_or("name a folder")?);
	let lines = arguments.next().ok_or("say how many lines")?.parse()?;
	let runtime =
		tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
	runtime.block_on(serve(folder, lines))
}

async fn serve(folder: PathBuf, lines: usize) -> Result<(), Box<dyn Error>> {
	// As in the program: what is counted is counted here, too.
	let _figures = operations::install()?;
	let (clock, random) = (Clock::of_machine(0), Random::of_machine());
	let scene = store::fill(&folder, &clock, &random).await?;
	bodies::write(&folder, &scene, lines, &clock, &random)?;

	let ledger = Arc::new(ledger::Double::new(&scene, clock.clone()));
	let releases = Arc::new(Releases::new(Parts {
		organization: ledger::CUSTODIAN,
		ledger: ledger.clone(),
		catalogue: scene.catalogue.clone(),
		vault: scene.vault.clone(),
		keys: [].into(),
		clock: clock.clone(),
		random,
		// One account and one address ask for all.
		accounts: Arc::new(PerMinute::new(u32::MAX)),
		working_folder: folder.clone(),
		redemptions: 1_000,
		in_flight: IN_FLIGHT,
	}));
	releases.resume().await?;
	let (end, until) = watch::channel(false);
	let working = tokio::spawn(releases.clone().run(until.clone()));
	let watch = Watch::new(clock);
	watch.at_work();
	let observing = tokio::spawn(ledger::observe(ledger, watch.clone(), until.clone()));

	let config = Http {
		listen: ([127, 0, 0, 1], 0).into(),
		tls: None,
		client_address: None,
		head_timeout: Duration::from_secs(10),
		body_timeout: Duration::from_secs(20),
		in_flight: IN_FLIGHT,
		refusals_every: Duration::from_millis(250),
		stop_within: Duration::from_secs(1),
	};
	let bound = http::bind(config.listen)?;
	println!("listening http://{}", bound.address);
	let router = http::around(releases.router(), watch, PerMinute::new(u32::MAX), &config);
	let serving = tokio::spawn(async move { http::serve(bound, router, &config, until).await });

	spawn_blocking(|| io::stdin().read_to_end(&mut Vec::new())).await??;
	end.send(true)?;
	serving.await??;
	working.await?;
	observing.await?;
	scene.catalogue.close().await;
	Ok(())
}
