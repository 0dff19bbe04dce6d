//! The program of a custodian.

use clap::{Args, Parser, Subcommand};
use salus_custodian::{
	clock::Clock,
	commands::{backup, check, keys, repair, report, restore},
	config::{Config, Log},
	dev::{self, Wanted},
	log, operations,
	pieces::repair::Arguments as Lost,
	random::Random,
	service::{self, Listening, Surroundings},
};
use std::{
	error::Error,
	fmt::Display,
	io::Write,
	net::SocketAddr,
	path::{Path, PathBuf},
	process::ExitCode,
	time::Duration,
};
use tokio::{runtime::Runtime, sync::watch};

/// How long what blocks may take when all else is done: a disk that does not answer holds up nobody who starts the program again.
const AT_THE_END: Duration = Duration::from_secs(1);

/// Keeps sealed medical records for others, and hands out nothing without the chain's word.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
	#[command(flatten)]
	serve: Serve,
	#[command(subcommand)]
	command: Option<Command>,
}

#[derive(Args)]
struct Serve {
	/// The configuration: see custodian.sample.toml
	#[arg(long, value_name = "FILE", required_unless_present = "dev", conflicts_with = "dev")]
	config: Option<PathBuf>,
	/// Sets everything up on a development chain, and serves
	#[arg(long, requires = "node")]
	dev: bool,
	/// With --dev: the node of the development chain
	#[arg(long, value_name = "URL", requires = "dev")]
	node: Option<String>,
	/// With --dev: where things are kept, instead of a folder that goes with the program
	#[arg(long, value_name = "FOLDER", requires = "dev")]
	data: Option<PathBuf>,
	/// With --dev: where requests are taken, on loopback; port 0 is any that is free
	#[arg(long, value_name = "ADDRESS", requires = "dev", default_value = "127.0.0.1:0", value_parser = loopback)]
	listen: SocketAddr,
	/// With --dev: where it is watched from, on loopback
	#[arg(long, value_name = "ADDRESS", requires = "dev", default_value = "127.0.0.1:0", value_parser = loopback)]
	operations: SocketAddr,
	/// With --dev: how far the clock is set ahead, for a chain that began in the past
	#[arg(
		long,
		value_name = "SECONDS",
		requires = "dev",
		default_value_t = 0,
		allow_hyphen_values = true
	)]
	clock_offset_seconds: i64,
}

#[derive(Args)]
struct Configured {
	/// The configuration: see custodian.sample.toml
	#[arg(long, value_name = "FILE")]
	config: PathBuf,
}

#[derive(Subcommand)]
enum Command {
	/// Makes secrets, and publishes keys
	#[command(subcommand)]
	Keys(Keys),
	/// Says line by line whether configuration, store, chain, standing and clock are well
	Check(Configured),
	/// Copies catalogue and vault into a folder, while the service is at work or not
	Backup {
		#[command(flatten)]
		configured: Configured,
		/// The folder
		#[arg(long, value_name = "FOLDER")]
		to: PathBuf,
	},
	/// Hands the service a release on a downtime form, which it files with the chain
	Report {
		#[command(flatten)]
		configured: Configured,
		/// The form, as JSON
		#[arg(long, value_name = "FILE")]
		file: PathBuf,
	},
	/// Makes anew what was lost, out of the pieces of other custodians; where the service is at work, it does it
	Repair {
		#[command(flatten)]
		configured: Configured,
		#[command(flatten)]
		what: Lost,
	},
	/// Puts a copy in the place of a store that is not there
	Restore {
		#[command(flatten)]
		configured: Configured,
		/// The folder
		#[arg(long, value_name = "FOLDER")]
		from: PathBuf,
	},
}

#[derive(Subcommand)]
enum Keys {
	/// Makes an account that redeems tickets, or a key to which others seal shares, in new files
	#[command(group = clap::ArgGroup::new("what").required(true).multiple(true).args(["clerk", "share"]))]
	New {
		/// Where the account's seed is to be
		#[arg(long, value_name = "FILE")]
		clerk: Option<PathBuf>,
		/// Where the private key is to be; its public half is beside it
		#[arg(long, value_name = "FILE")]
		share: Option<PathBuf>,
	},
	/// Publishes a key for the organization on the chain
	Publish {
		#[command(flatten)]
		configured: Configured,
		/// The private key's file
		#[arg(long, value_name = "FILE")]
		share: PathBuf,
		/// A file with the seed of an admin of the organization
		#[arg(long, value_name = "FILE")]
		admin: PathBuf,
	},
}

fn loopback(text: &str) -> Result<SocketAddr, String> {
	let address: SocketAddr =
		text.parse().map_err(|_| "it is no address with a port".to_owned())?;
	if address.ip().is_loopback() {
		Ok(address)
	} else {
		Err("--dev is for this machine only: an address such as 127.0.0.1:8420".to_owned())
	}
}

fn main() -> ExitCode {
	let arguments = Arguments::parse();
	let ended = Runtime::new().map(|runtime| {
		let ended = runtime.block_on(work(arguments));
		runtime.shutdown_timeout(AT_THE_END);
		ended
	});
	ended.unwrap_or_else(failed)
}

async fn work(arguments: Arguments) -> ExitCode {
	// Of libraries that would choose one each. There is none before.
	let _ = rustls::crypto::ring::default_provider().install_default();
	let random = Random::of_machine();
	let done = match arguments.command {
		None => serve(arguments.serve, &random).await,
		Some(command) => run(command, &random).await,
	};
	done.unwrap_or_else(failed)
}

fn failed(error: impl Display) -> ExitCode {
	// Nobody may read it.
	let _ = writeln!(std::io::stderr(), "salus-custodian: {error}");
	ExitCode::FAILURE
}

async fn serve(serve: Serve, random: &Random) -> Result<ExitCode, Box<dyn Error>> {
	log::tell_faults();
	let clock = Clock::of_machine(serve.clock_offset_seconds.saturating_mul(1_000));
	let until = stop_signal(serve.dev)?;
	let Some(node) = serve.node else {
		let config = Config::read(&serve.config.unwrap_or_default())?;
		log::begin(config.log);
		return serve_as(&config, clock, random, until).await;
	};
	log::begin(Log { level: tracing::Level::INFO, json: false });
	// Goes with the program.
	let temporary = if serve.data.is_none() { Some(tempfile::tempdir()?) } else { None };
	let folder = serve.data.or_else(|| Some(temporary.as_ref()?.path().to_owned()));
	let folder = std::path::absolute(folder.unwrap_or_default())?;
	let (listen, operations) = (serve.listen, serve.operations);
	let wanted = Wanted { node, folder, listen, operations };
	match service::unless(&until, dev::prepare(&wanted, random)).await {
		Some(config) => serve_as(&config?, clock, random, until).await,
		None => Ok(ExitCode::SUCCESS),
	}
}

async fn serve_as(
	config: &Config,
	clock: Clock,
	random: &Random,
	until: watch::Receiver<bool>,
) -> Result<ExitCode, Box<dyn Error>> {
	let figures = operations::install()?;
	let around = Surroundings { clock, random: random.clone(), figures, until };
	let scheme = if config.http.tls.is_some() { "https" } else { "http" };
	service::run(config, around, |Listening { http, operations }| {
		// Nobody may read it, and the service goes on.
		let _ = writeln!(
			std::io::stdout(),
			"Custodian {} answers at {scheme}://{http}, and whoever runs it at http://{operations}",
			config.organization
		);
	})
	.await?;
	Ok(ExitCode::SUCCESS)
}

async fn run(command: Command, random: &Random) -> Result<ExitCode, Box<dyn Error>> {
	match command {
		Command::Keys(Keys::New { clerk, share }) => {
			let beside = share.as_deref().map(keys::public_file);
			keys::ensure_free(
				[&clerk, &share, &beside].into_iter().flatten().map(PathBuf::as_path),
			)?;
			// Each at once: nobody else tells the account.
			if let Some(path) = clerk {
				tell(keys::new_clerk(&path, random)?)?;
			}
			if let Some(path) = share {
				tell(keys::new_share_key(&path, random)?)?;
			}
		},
		Command::Keys(Keys::Publish { configured, share, admin }) => {
			let config = read(&configured.config)?;
			tell(keys::publish(&config, &share, &admin, random).await?)?;
		},
		Command::Check(configured) => {
			let config = read(&configured.config)?;
			let found = check::check(&config, &Clock::of_machine(0), random).await;
			for line in found.lines() {
				tell(line)?;
			}
			if found.has_trouble {
				return Ok(ExitCode::FAILURE);
			}
		},
		Command::Backup { configured, to } => {
			let copied = backup::backup(&read(&configured.config)?, &to).await?;
			tell(format_args!(
				"Copied to {}. The keys are not in it: keep copies of them elsewhere.",
				to.display()
			))?;
			if copied.lost > 0 {
				tell(format_args!(
					"{} records and pieces that the catalogue names are not in the vault: what was copied of them before stays. Repair it: docs/custodian.md, \"Pieces that are lost\".",
					copied.lost
				))?;
				return Ok(ExitCode::FAILURE);
			}
		},
		Command::Report { configured, file } => {
			report::report(&read(&configured.config)?, &file, &Clock::of_machine(0)).await?;
			tell("The service files it with the chain; salus_custodian_pending_reports counts those that wait.")?;
		},
		Command::Repair { configured, what } => {
			let config = read(&configured.config)?;
			let summary = repair::repair(&config, &what, &Clock::of_machine(0), random).await?;
			if summary.failed > 0 {
				return Ok(ExitCode::FAILURE);
			}
		},
		Command::Restore { configured, from } => {
			restore::restore(&read(&configured.config)?, &from).await?;
			tell(format_args!("Put back from {}. See to what was released since then: docs/custodian.md, \"Backup and restore\".", from.display()))?;
		},
	}
	Ok(ExitCode::SUCCESS)
}

/// Whoever typed the command is told, or it ends with an error.
fn tell(what: impl Display) -> std::io::Result<()> {
	writeln!(std::io::stdout(), "{what}")
}

fn read(path: &Path) -> Result<Config, Box<dyn Error>> {
	Ok(Config::read(path)?)
}

/// Turns true when the program is told to end. SIGHUP ends it only where somebody tries it in a terminal: it says that a certificate is to be read again, and there may be none.
fn stop_signal(ends_with_terminal: bool) -> Result<watch::Receiver<bool>, Box<dyn Error>> {
	use tokio::signal::unix::{signal, SignalKind};
	let (tell, told) = watch::channel(false);
	let (mut terminate, mut interrupt, mut hangup) = (
		signal(SignalKind::terminate())?,
		signal(SignalKind::interrupt())?,
		signal(SignalKind::hangup())?,
	);
	tokio::spawn(async move {
		tokio::select! {
			_ = terminate.recv() => {},
			_ = interrupt.recv() => {},
			_ = hangup.recv(), if ends_with_terminal => {},
		}
		// Nobody listens any more: then it has ended.
		let _ = tell.send(true);
	});
	Ok(told)
}
