//! Whose store it is: of which chain, and of which organization there.

use super::{
	columns::{hash, number},
	database::Database,
	CatalogueError,
};
use crate::kept::Owner;

pub(super) async fn owner(database: &Database) -> Result<Option<Owner>, CatalogueError> {
	let row = sqlx::query("SELECT genesis, organization FROM owner")
		.fetch_optional(database.reading())
		.await?;
	row.map(|row| Ok(Owner { genesis: hash(&row, 0)?, organization: number(&row, 1)? })).transpose()
}

pub(super) async fn put_owner(database: &Database, owner: &Owner) -> Result<(), CatalogueError> {
	let mut writing = database.write().await?;
	sqlx::query(
		"INSERT INTO owner (one, genesis, organization) VALUES (1, $1, $2) \
		ON CONFLICT (one) DO UPDATE SET genesis = excluded.genesis, organization = excluded.organization",
	)
	.bind(&owner.genesis[..])
	.bind(i64::from(owner.organization))
	.execute(writing.connection())
	.await?;
	writing.commit().await
}
