//! What is left in memory of secrets that were dropped: a test reads the process's own, as Linux shows it.

#![cfg(target_os = "linux")]

mod keys;
mod marker;
mod records;
mod texts;
