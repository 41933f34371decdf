//! Scales: counts and lengths as the small integers that the model compares.

/// Steps in which a doubling is counted, as a power of two.
const STEP_BITS: u32 = 3;

/// A count or length on a scale of doublings: 8 for each, from 0 for none; straight between them.
pub(super) fn log(n: u32) -> i16 {
    let n = u64::from(n) + 1;
    let whole = n.ilog2();
    let rest = ((n << STEP_BITS) >> whole) - (1 << STEP_BITS);
    i16::try_from((u64::from(whole) << STEP_BITS) + rest).unwrap_or(i16::MAX)
}

/// How far `to` is from `from`, on the same scale: below 0 where it comes before.
pub(super) fn signed_log(from: u32, to: u32) -> i16 {
    let distance = log(from.abs_diff(to));
    if to < from { -distance } else { distance }
}

/// A part of a whole, in two hundredths; nothing is no part.
pub(super) fn share(part: u32, whole: u32) -> i16 {
    const STEPS: u64 = 200;
    let part = u64::from(part.min(whole)) * STEPS;
    part.checked_div(whole.into())
        .and_then(|share| i16::try_from(share).ok())
        .unwrap_or(0)
}

/// A small count as it is.
pub(super) fn count(n: usize) -> i16 {
    const MOST: usize = 127;
    i16::try_from(n.min(MOST)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubling_is_eight() {
        assert_eq!([0, 1, 3, 7, 15].map(log), [0, 8, 16, 24, 32]);
        assert!((0..5_000).all(|n| log(n) <= log(n + 1)));
        assert_eq!(log(u32::MAX), 256);
        assert_eq!((signed_log(5, 8), signed_log(8, 5)), (16, -16));
    }

    #[test]
    fn a_share_is_in_two_hundredths() {
        assert_eq!((share(1, 2), share(3, 2), share(0, 0)), (100, 200, 0));
    }
}
