//! What the program does besides serving.

pub mod backup;
pub mod check;
pub mod keys;
pub mod repair;
pub mod report;
