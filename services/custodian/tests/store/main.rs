//! The catalogue, the vault and the one instance at work, on real files and real databases.
//!
//! What is said of the catalogue holds on SQLite and on PostgreSQL: on the server that `SALUS_POSTGRES` names (its user may create
//! databases), or else on one of its own, where Debian's package is installed.

mod accounts;
mod backups;
mod bucket;
mod catalogue;
mod child;
mod databases;
mod endings;
mod full;
mod instance;
mod killed;
mod locked;
mod postgres;
mod rate;
mod samples;
mod skipped;
mod small_disk;
mod usage;
mod vault;
