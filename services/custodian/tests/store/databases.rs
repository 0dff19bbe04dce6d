//! Runs each case on SQLite, as a test of its own, and all of them on PostgreSQL, in one test that has a server.

/// Cases are `async fn(url: &str)`: each has a database of its own, with nothing in it.
macro_rules! on_each_database {
	($($case:ident),* $(,)?) => {
		mod sqlite {
			$(
				#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
				async fn $case() {
					let folder = tempfile::tempdir().unwrap();
					super::$case(&crate::databases::sqlite(folder.path())).await;
				}
			)*
		}

		#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
		async fn postgres() {
			let Some(server) = crate::postgres::Server::find().await else { return };
			$(
				println!("{}", stringify!($case));
				let database = server.database().await;
				$case(&database.url).await;
				database.drop_it().await;
			)*
		}
	};
}

pub(crate) use on_each_database;

/// The URL of a database in this folder.
pub fn sqlite(folder: &std::path::Path) -> String {
	format!("sqlite://{}?mode=rwc", folder.join("custodian.sqlite").display())
}
