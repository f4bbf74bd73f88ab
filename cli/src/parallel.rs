//! Work on all cores, results in order, nothing piled up: every queue is bounded.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::input::Failure;

/// What to expect next, in order.
type Expected<Done> = Result<Receiver<Done>, Failure>;

/// How many threads to use when nothing is said.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Hands what `next` gives to the workers, and what they make of it to `take`, in the same order.
/// `take` is told whether more is already on its way.
///
/// When `take` fails, nothing more is waited for: the threads end with the program.
pub fn in_order<Job, Done, Worker>(
    workers: Vec<Worker>,
    mut next: impl FnMut() -> Result<Option<Job>, Failure> + Send + 'static,
    mut take: impl FnMut(Done, bool) -> Result<(), Failure>,
) -> Result<(), Failure>
where
    Job: Send + 'static,
    Done: Send + 'static,
    Worker: FnMut(Job) -> Done + Send + 'static,
{
    let ahead = workers.len() * 2 + 2;
    let (expect, expected) = sync_channel::<Expected<Done>>(ahead);
    let (give, given) = sync_channel::<(Job, SyncSender<Done>)>(ahead);
    let given = Arc::new(Mutex::new(given));
    let started = |thread: io::Result<thread::JoinHandle<()>>| {
        thread.map_err(|e| Failure::usage(format!("cannot start a thread: {e}; try --threads 1")))
    };
    for mut worker in workers {
        let given = Arc::clone(&given);
        started(thread::Builder::new().spawn(move || {
            loop {
                let job = match given.lock() {
                    Ok(jobs) => jobs.recv(),
                    Err(_) => return,
                };
                let Ok((job, answer)) = job else { return };
                // Nobody waits for it any more when the output failed.
                let _ = answer.send(worker(job));
            }
        }))?;
    }
    let reader = started(thread::Builder::new().spawn(move || {
        loop {
            match next() {
                Ok(Some(job)) => {
                    let (answer, wait) = sync_channel(1);
                    if expect.send(Ok(wait)).is_err() || give.send((job, answer)).is_err() {
                        return;
                    }
                }
                Ok(None) => return,
                Err(failure) => {
                    let _ = expect.send(Err(failure));
                    return;
                }
            }
        }
    }))?;
    let mut waiting = expected.recv().ok();
    while let Some(wait) = waiting {
        let done = wait?.recv().map_err(|_| broke_off())?;
        // Without waiting: is there more?
        let following = expected.try_recv().ok();
        take(done, following.is_some())?;
        waiting = following.or_else(|| expected.recv().ok());
    }
    // That nothing more comes is the end of the input only if the reader says so.
    reader.join().map_err(|_| broke_off())
}

/// A thread ended where none should.
fn broke_off() -> Failure {
    Failure {
        message: "this is a mistake in telltext, please report it; not all of the input was read".into(),
        code: 101,
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn what_comes_out_is_in_order() {
        let mut jobs = 0..200u64;
        let workers = vec![|job: u64| job * 2; 3];
        let mut done = Vec::new();
        let all = in_order(
            workers,
            move || Ok(jobs.next()),
            |answer, _| {
                done.push(answer);
                Ok(())
            },
        );
        assert!(all.is_ok());
        assert!(done.into_iter().eq((0..200).map(|job| job * 2)));
    }

    #[test]
    fn a_reader_or_worker_that_breaks_off_is_no_end() {
        let mut jobs = 0..9u64;
        let reader = in_order(
            vec![|job: u64| job],
            move || if jobs.start < 5 { Ok(jobs.next()) } else { panic!("on purpose") },
            |_, _| Ok(()),
        );
        assert_eq!(reader.map_err(|failure| failure.code), Err(101));
        let mut jobs = 0..9u64;
        let worker = in_order(vec![|job: u64| assert!(job < 5, "on purpose")], move || Ok(jobs.next()), |(), _| Ok(()));
        assert_eq!(worker.map_err(|failure| failure.code), Err(101));
    }
}
