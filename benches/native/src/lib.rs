//! What the native programs of this folder share: the peers, and telltext's rooms one by one.

pub mod peers;
pub mod rooms;
