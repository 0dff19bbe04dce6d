//! A PostgreSQL to try on.

use crate::skipped::skipped;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use std::{
	fs,
	net::TcpListener,
	os::unix::{fs::chown, process::CommandExt},
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	sync::atomic::{AtomicU32, Ordering},
	time::Duration,
};
use tempfile::TempDir;

/// A server, which ends with the test if the test began it.
pub struct Server {
	/// Without the database's name.
	url: String,
	admin: String,
	_own: Option<Own>,
}

/// A database with nothing in it.
pub struct Database {
	pub url: String,
	name: String,
	admin: String,
}

struct Own {
	child: Child,
	_folder: TempDir,
}

/// As whom a server runs that refuses to run as root.
#[derive(Clone, Copy)]
struct User {
	id: u32,
	group: u32,
}

impl Server {
	/// The one that is named, or one of its own; or none, and says why.
	pub async fn find() -> Option<Self> {
		sqlx::any::install_default_drivers();
		if let Ok(admin) = std::env::var("SALUS_POSTGRES") {
			let (url, _) =
				admin.rsplit_once('/').expect("SALUS_POSTGRES is postgres://host/database");
			return Some(Self { url: url.into(), admin, _own: None });
		}
		let Some(programs) = programs() else {
			skipped("no PostgreSQL: SALUS_POSTGRES is not set, and there are no programs in /usr/lib/postgresql");
			return None;
		};
		let user = match user() {
			Ok(user) => user,
			Err(reason) => {
				skipped(&format!("no PostgreSQL: {reason}"));
				return None;
			},
		};
		Some(Self::start(&programs, user).await)
	}

	async fn start(programs: &Path, user: Option<User>) -> Self {
		let folder = tempfile::Builder::new().prefix("salus-postgres").tempdir().unwrap();
		if let Some(user) = user {
			chown(folder.path(), Some(user.id), Some(user.group)).unwrap();
		}
		let made = command(&programs.join("initdb"), user)
			.args(["--auth", "trust", "--username", "salus", "--encoding", "UTF8", "--pgdata"])
			.arg(folder.path())
			.output()
			.unwrap();
		assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
		let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
		let child = command(&programs.join("postgres"), user)
			.arg("-D")
			.arg(folder.path())
			.args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"])
			.args(["-c", "unix_socket_directories="])
			.stderr(Stdio::null())
			.spawn()
			.unwrap();
		let url = format!("postgres://salus@127.0.0.1:{port}");
		let server = Self {
			admin: format!("{url}/postgres"),
			url,
			_own: Some(Own { child, _folder: folder }),
		};
		for _ in 0..600 {
			if AnyConnection::connect(&server.admin).await.is_ok() {
				return server;
			}
			tokio::time::sleep(Duration::from_millis(100)).await;
		}
		panic!("PostgreSQL does not answer");
	}

	/// A new database.
	pub async fn database(&self) -> Database {
		static NUMBER: AtomicU32 = AtomicU32::new(0);
		let number = NUMBER.fetch_add(1, Ordering::Relaxed);
		let name = format!("salus_test_{}_{number}", std::process::id());
		tell(&self.admin, format!("CREATE DATABASE {name}")).await;
		Database { url: format!("{}/{name}", self.url), name, admin: self.admin.clone() }
	}
}

impl Database {
	pub async fn drop_it(self) {
		tell(&self.admin, format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
	}
}

impl Drop for Own {
	fn drop(&mut self) {
		// At once, but in order: SIGKILL would leave its other processes to find out.
		let id = self.child.id().to_string();
		let _ = Command::new("kill").args(["-INT", &id]).status();
		let _ = self.child.wait();
	}
}

/// Tells a database something.
pub async fn tell(url: &str, statement: String) {
	let mut connection = AnyConnection::connect(url).await.unwrap();
	sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
	connection.close().await.unwrap();
}

/// Debian's folder of programs, the latest version.
fn programs() -> Option<PathBuf> {
	let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
	versions
		.filter_map(|version| Some(version.ok()?.path().join("bin")))
		.filter(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
		.max()
}

/// The user that Debian's package made, where this runs as root; none where it does not.
fn user() -> Result<Option<User>, &'static str> {
	let own = fs::read_to_string("/proc/self/status").map_err(|_| "no /proc")?;
	let is_root = own.lines().any(|line| line.starts_with("Uid:\t0\t"));
	if !is_root {
		return Ok(None);
	}
	let users = fs::read_to_string("/etc/passwd").map_err(|_| "no /etc/passwd")?;
	let user = users.lines().find_map(|line| {
		let fields: Vec<&str> = line.split(':').collect();
		(fields.first() == Some(&"postgres")).then_some(())?;
		Some(User { id: fields.get(2)?.parse().ok()?, group: fields.get(3)?.parse().ok()? })
	});
	user.map(Some).ok_or("this runs as root, which it refuses, and there is no user postgres")
}

fn command(program: &Path, user: Option<User>) -> Command {
	let mut command = Command::new(program);
	command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
	if let Some(user) = user {
		command.uid(user.id).gid(user.group);
	}
	command
}
