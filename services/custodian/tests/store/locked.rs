//! A database that another program has locked, or whose server ended every connection.

use crate::{
	databases::sqlite,
	postgres,
	samples::{batch, name, NOW, PATIENT},
};
use futures::future::join_all;
use salus_custodian::catalogue::{Catalogue, CatalogueError};
use sqlx::{AnyConnection, Connection};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_sqlite_is_locked_nothing_is_written_and_afterwards_all() {
	let folder = tempfile::tempdir().unwrap();
	let url = sqlite(folder.path());
	let catalogue = Catalogue::open(&url).await.unwrap();
	catalogue.put_batch(&batch(1, [])).await.unwrap();
	let mut other = AnyConnection::connect(&url).await.unwrap();
	sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
	refuses(&catalogue).await;
	assert_eq!(catalogue.ready().await, Err(CatalogueError::Unavailable));
	sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
	other.close().await.unwrap();
	works(&catalogue).await;
	assert_eq!(catalogue.ready().await, Ok(()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_postgres_is_locked_nothing_is_written_and_afterwards_all() {
	let Some(server) = postgres::Server::find().await else { return };
	let database = server.database().await;
	let catalogue = Catalogue::open(&database.url).await.unwrap();
	catalogue.put_batch(&batch(1, [])).await.unwrap();
	let mut other = AnyConnection::connect(&database.url).await.unwrap();
	let lock = "BEGIN; LOCK TABLE nonces, batches IN SHARE MODE";
	sqlx::raw_sql(lock).execute(&mut other).await.unwrap();
	refuses(&catalogue).await;
	sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
	other.close().await.unwrap();
	works(&catalogue).await;

	let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
		WHERE datname = current_database() AND pid <> pg_backend_pid()";
	postgres::tell(&database.url, end.into()).await;
	for number in 100..110 {
		let claimed = catalogue.claim_nonce(&[1; 32], &name(number), NOW, NOW + 9).await;
		assert_eq!(claimed, Ok(true));
	}
	catalogue.close().await;
	database.drop_it().await;
}

async fn refuses(catalogue: &Catalogue) {
	let claims = join_all((0..20).map(|number| async move {
		catalogue.claim_nonce(&[1; 32], &name(number), NOW, NOW + 9).await
	}));
	let second = batch(2, []);
	let (claims, batch) = tokio::join!(claims, catalogue.put_batch(&second));
	assert!(claims.iter().all(|claim| *claim == Err(CatalogueError::Unavailable)), "{claims:?}");
	assert_eq!(batch, Err(CatalogueError::Unavailable));
	// Whoever only reads waits for nobody.
	assert_eq!(catalogue.anchors(&PATIENT).await, Ok(vec![1]));
}

async fn works(catalogue: &Catalogue) {
	for number in 0..20 {
		let claimed = catalogue.claim_nonce(&[1; 32], &name(number), NOW, NOW + 9).await;
		assert_eq!(claimed, Ok(true));
	}
	catalogue.put_batch(&batch(2, [])).await.unwrap();
	assert_eq!(catalogue.anchors(&PATIENT).await, Ok(vec![1, 2]));
}
