//! One file per call, and one each for the filter and the bounds.

mod filter;
mod limits;
mod pause;
mod resume;

use crate::{mock::*, Error, Event, Paused};
