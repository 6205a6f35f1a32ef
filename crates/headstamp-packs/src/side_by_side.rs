//! Work on several things at once, with the results in the order of the things.
//!
//! Packs are loaded at each start of the program, and parsing is most of it. Where the system
//! gives no threads the calling one does all the work: the results are the same.

use std::{
    num::NonZero,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
};

/// Applies `work` to every item and returns the results in the order of the items.
pub fn side_by_side<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let helpers = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(items.len())
        .saturating_sub(1);
    let queue = Mutex::new(items.into_iter().enumerate());
    let done = Mutex::new(Vec::new());
    let take = || {
        loop {
            let Some((number, item)) = open(&queue).next() else {
                return;
            };
            let result = work(item);
            open(&done).push((number, result));
        }
    };
    thread::scope(|scope| {
        for _ in 0..helpers {
            // a thread that cannot be had leaves its share to the others
            let _ = thread::Builder::new().spawn_scoped(scope, take);
        }
        take();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..500).collect();
        let doubled: Vec<usize> = items.iter().map(|number| number * 2).collect();
        assert_eq!(side_by_side(items, |number| number * 2), doubled);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(side_by_side(Vec::<u8>::new(), |number| number).is_empty());
    }
}
