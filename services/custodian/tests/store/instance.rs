//! One instance at work on a store.

use crate::{
	child::{arguments, say, Child},
	databases::{on_each_database, sqlite},
	postgres,
};
use salus_custodian::{catalogue::CatalogueError, instance::Instance};
use std::{fs, time::Duration};
use tokio::time::timeout;

/// Far longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

on_each_database!(
	a_second_instance_stands_by_and_takes_over,
	an_instance_that_ends_lets_go,
	the_one_that_is_killed_lets_go,
);

async fn a_second_instance_stands_by_and_takes_over(url: &str) {
	let first = Instance::try_take(url).await.unwrap().unwrap();
	assert!(Instance::try_take(url).await.unwrap().is_none());
	let waiting = tokio::spawn({
		let url = url.to_owned();
		async move { Instance::take(&url).await }
	});
	assert!(timeout(Duration::from_millis(100), first.lost()).await.is_err());
	assert!(!waiting.is_finished());
	drop(first);
	let second = timeout(LONG, waiting).await.unwrap().unwrap().unwrap();
	assert!(Instance::try_take(url).await.unwrap().is_none());
	drop(second);
}

async fn an_instance_that_ends_lets_go(url: &str) {
	for _ in 0..3 {
		timeout(LONG, Instance::take(url)).await.unwrap().unwrap();
	}
}

async fn the_one_that_is_killed_lets_go(url: &str) {
	let mut child = Child::start("instance::is_at_work_until_it_is_killed", &[url]);
	assert_eq!(child.next().as_deref(), Some("at work"));
	assert!(Instance::try_take(url).await.unwrap().is_none());
	child.kill();
	timeout(LONG, Instance::take(url)).await.unwrap().unwrap();
}

#[tokio::test]
#[ignore = "another test runs it in a process that it kills"]
async fn is_at_work_until_it_is_killed() {
	let Some(arguments) = arguments() else { return };
	let _instance = Instance::try_take(&arguments[0]).await.unwrap().unwrap();
	say("at work");
	std::future::pending().await
}

#[tokio::test]
async fn whose_lock_file_was_removed_is_at_work_no_longer() {
	let folder = tempfile::tempdir().unwrap();
	let url = sqlite(folder.path());
	let first = Instance::try_take(&url).await.unwrap().unwrap();
	fs::remove_file(folder.path().join("custodian.sqlite.lock")).unwrap();
	let second = Instance::try_take(&url).await.unwrap().unwrap();
	timeout(LONG, first.lost()).await.unwrap();
	drop(first);
	assert!(timeout(Duration::from_millis(100), second.lost()).await.is_err());
	assert!(Instance::try_take(&url).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_connection_the_server_ended_is_at_work_no_longer() {
	let Some(server) = postgres::Server::find().await else { return };
	let database = server.database().await;
	let first = Instance::try_take(&database.url).await.unwrap().unwrap();
	let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
		WHERE datname = current_database() AND pid <> pg_backend_pid()";
	postgres::tell(&database.url, end.into()).await;
	timeout(LONG, first.lost()).await.unwrap();
	let second = timeout(LONG, Instance::take(&database.url)).await.unwrap().unwrap();
	drop((first, second));
	database.drop_it().await;
}

#[tokio::test]
async fn a_database_that_is_not_there_is_unavailable() {
	let taken = Instance::try_take("postgres://salus@127.0.0.1:1/salus").await;
	assert_eq!(taken.unwrap_err(), CatalogueError::Unavailable);
	let taken = Instance::try_take("sqlite:///not/there/custodian.sqlite?mode=rwc").await;
	assert_eq!(taken.unwrap_err(), CatalogueError::File(std::io::ErrorKind::NotFound));
	let taken = Instance::try_take("mysql://localhost/salus").await;
	assert_eq!(taken.unwrap_err(), CatalogueError::Url);
}
