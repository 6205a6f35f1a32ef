//! What a ledger promises, tried through its public interface and, where damage is done on purpose,
//! through a plain database connection beside it.

mod adding;
mod damage;
mod exporting;
mod listing;
mod order;
mod rereading;
mod support;
