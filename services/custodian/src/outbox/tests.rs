//! What is noted, watched and reported, by a double of the chain and a real catalogue that is opened anew as after a kill.

mod forms;
mod redemptions;
mod reporting;
mod scene;
